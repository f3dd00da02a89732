// Another client: posts a report every 5 ms over one connection, and tells for each window its longest wait.
import { connect } from 'node:net';

const { url, from } = JSON.parse(process.argv[2]);
const { port, hostname } = new URL(url);
let marks = 0;
let sent;
let longest = 0;

const request = () => {
  const body = `{"type":"x","age":1,"url":"https://v.example/${process.pid}/${++marks}","body":{}}`;
  return `POST /reports HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 198.51.100.7\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
};
const socket = connect({ port: Number(port), host: hostname, localAddress: from });
socket.setNoDelay(true);
socket.on('data', () => {
  longest = Math.max(longest, performance.now() - sent);
  sent = undefined;
});
socket.on('connect', () => process.send('ready'));
setInterval(() => {
  if (sent !== undefined) return;
  sent = performance.now();
  socket.write(request());
}, 5);
process.on('message', () => {
  // What is still waited for counts as well.
  if (sent !== undefined) longest = Math.max(longest, performance.now() - sent);
  process.send(longest);
  longest = 0;
  if (sent !== undefined) sent = performance.now();
});
process.on('disconnect', () => process.exit());
