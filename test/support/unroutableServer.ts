import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

export interface UnroutableServer extends AsyncDisposable {
  readonly port: number;
}

const program = `
const server = require('node:net').createServer();
server.listen({ host: '127.0.0.1', port: 0, backlog: 1 }, () => console.log(server.address().port));
`;

/**
 * Gives a port on loopback to which no further connection can be made, and which refuses none either: its process is
 * stopped and its queue is full, so that the kernel drops what comes.
 */
export async function startUnroutableServer(): Promise<UnroutableServer> {
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface(child.stdout), 'line');
  const port = Number(line);
  child.kill('SIGSTOP');
  const queue: Socket[] = [];
  const dispose = async () => {
    for (const socket of queue) socket.destroy();
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  // Two fit into a queue of one; the third and all others wait.
  for (let place = 0; place < 2; place++) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    queue.push(socket);
    await once(socket, 'connect');
  }
  return { port, [Symbol.asyncDispose]: dispose };
}
