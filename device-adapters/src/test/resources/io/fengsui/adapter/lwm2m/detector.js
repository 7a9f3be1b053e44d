// A detector on Telefónica's LwM2M client (npm lwm2m-node-lib), driven by lines on standard input:
//   set OBJECT RESOURCE VALUE · attributes PATH · update · leave
// It says: registered LOCATION · set … · attributes PATH JSON · updated LOCATION · left · executed …, wrote …, failed …
'use strict';
const [port, endpoint] = process.argv.slice(2);
require('logops').setLevel('FATAL');
const client = require('lwm2m-node-lib').client;

const objects = {
  '/3/0': { 0: 'Telefonica', 1: 'TID-1', 9: '87', 11: '0' },
  '/3407/0': { 6044: '87.5', 6046: '0' },
  '/3303/0': { 5700: '21.5', 5701: 'Cel' },
  '/3338/0': { 5850: '1' },
};
const say = (...words) => console.log(words.join(' '));
const told = (what, done) => (error, result) => (error ? say('failed', what, error.name, error.message) : done(result));

client.init({
  client: {
    lifetime: '600', version: '1.0', ipProtocol: 'udp4', serverProtocol: 'udp4',
    formats: [{ name: 'lightweightm2m/text', value: 1541 }], writeFormat: 'lightweightm2m/text',
  },
});
for (const [uri, resources] of Object.entries(objects)) {
  client.registry.create(uri, told('create', () => {}));
  for (const [id, value] of Object.entries(resources)) client.registry.setResource(uri, id, value, told('set', () => {}));
}

let server;
function registered(word, information) {
  server = information;
  client.setHandler(server.serverInfo, 'write', (type, id, resource, value, answer) => {
    say('wrote', type, id, resource, value);
    answer(null);
  });
  client.setHandler(server.serverInfo, 'execute', (type, id, resource, value, answer) => {
    say('executed', type, id, resource);
    answer(null);
  });
  say(word, server.location);
}
client.register('127.0.0.1', port, null, endpoint, told('register', (it) => registered('registered', it)));

require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const [order, uri, id, value] = line.split(' ');
  if (order === 'set') client.registry.setResource(uri, id, value, told('set', () => say('set', uri, id, value)));
  if (order === 'attributes') say('attributes', uri, JSON.stringify(client.registry.getAttributes(uri) || {}));
  if (order === 'update') client.update(server, told('update', (it) => registered('updated', it)));
  if (order === 'leave') client.unregister(server, told('leave', () => say('left')));
});
process.stdin.on('end', () => process.exit(0));
