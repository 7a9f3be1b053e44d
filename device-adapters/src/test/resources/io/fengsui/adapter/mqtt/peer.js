// MQTT.js, the client that Zigbee2MQTT is built on. Arguments: port, MQTT version (4 or 5), user name, password,
// topic of a will or -. Lines in: "sub FILTER", "pub TOPIC PAYLOAD", "echo TOPIC PAYLOAD" (publish when next told
// something), "vanish", "end". Lines out: "connected", "subscribed QOS", "published", "heard TOPIC PAYLOAD".
'use strict';
const mqtt = require('mqtt');
const readline = require('readline');

const [port, version, username, password, willTopic] = process.argv.slice(2);
const client = mqtt.connect({
  host: '127.0.0.1', port: Number(port), protocolVersion: Number(version), clientId: `${username}-js`, username,
  password: password === '-' ? undefined : password, reconnectPeriod: 0,
  will: willTopic === '-' ? undefined : {topic: willTopic, payload: 'Offline', qos: 1, retain: true},
});
let echo = null;

client.on('connect', () => console.log('connected'));
client.on('error', (error) => console.log(`error ${error.message}`));
client.on('message', (topic, payload) => {
  console.log(`heard ${topic} ${payload}`);
  if (echo) {
    client.publish(echo[0], echo[1], {qos: 1});
    echo = null;
  }
});

function rest(line) {
  const at = line.indexOf(' ');
  return [line.slice(0, at), line.slice(at + 1)];
}

readline.createInterface({input: process.stdin}).on('line', (line) => {
  const [verb, more] = line.includes(' ') ? rest(line) : [line, ''];
  switch (verb) {
    case 'sub':
      client.subscribe(more, {qos: 1}, (error, granted) =>
        console.log(error ? `refused ${error.message}` : `subscribed ${granted[0].qos}`));
      break;
    case 'pub': {
      const [topic, payload] = rest(more);
      client.publish(topic, payload, {qos: 1, retain: true}, (error) =>
        console.log(error ? `refused ${error.message}` : 'published'));
      break;
    }
    case 'echo':
      echo = rest(more);
      break;
    case 'vanish':
      client.stream.destroy();
      break;
    default:
      client.end(true, () => process.exit(0));
  }
});
