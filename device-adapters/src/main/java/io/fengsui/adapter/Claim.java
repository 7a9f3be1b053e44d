package io.fengsui.adapter;

/**
 * What a peer says of itself when it connects.
 *
 * @param identity the name it gives, for instance the MQTT user name; untrusted
 * @param secret what it proves the name with
 * @param address the network address it connects from, for the audit log and rate limits
 */
public record Claim(String identity, Secret secret, String address) {}
