// The limit for what is on disk before its answer: reads a body, parses it, appends it to a file as it came and flushes.
// As we do, it flushes again as soon as it is done, with what came meanwhile. It understands nothing and finds nothing.
import { fdatasync, openSync, writev } from 'node:fs';
import { createServer } from 'node:http';

const file = openSync(process.argv[2], 'a');
let waiting = [];
let flushing = false;

function flush() {
  if (flushing || waiting.length === 0) return;
  flushing = true;
  const taken = waiting;
  waiting = [];
  writev(
    file,
    taken.map(({ body }) => body),
    (problem) => {
      if (problem) throw problem;
      fdatasync(file, (error) => {
        if (error) throw error;
        flushing = false;
        for (const { response } of taken) response.writeHead(204).end();
        flush();
      });
    },
  );
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    JSON.parse(body.toString());
    waiting.push({ body, response });
    setImmediate(flush);
  });
});
server.listen(0, '127.0.0.1', () => console.log(`Listening on http://127.0.0.1:${server.address().port}`));
