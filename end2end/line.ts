// The line between a browser and the server, which can be cut: a browser that is told to be offline keeps an open stream.
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export class Line {
  readonly #ends = new Set<Socket>();
  #whole = true;

  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** A line to this server, from an address of its own. */
  static async to(server: string): Promise<Line> {
    const { hostname, port } = new URL(server);
    const line = new Line(createServer());
    line.#server.on('connection', (here) => line.#carries(here, connect(Number(port), hostname)));
    line.#server.listen(0, '127.0.0.1');
    await new Promise((listening) => line.#server.once('listening', listening));
    return line;
  }

  /** Where the browser finds the server. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Whatever is on its way is lost, and nothing new comes through. */
  cut(): void {
    this.#whole = false;
    for (const end of this.#ends) end.destroy();
  }

  restore(): void {
    this.#whole = true;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((closed) => this.#server.close(closed));
  }

  #carries(here: Socket, there: Socket): void {
    for (const [end, other] of [[here, there], [there, here]] as const) {
      this.#ends.add(end);
      end.on('error', () => other.destroy());
      end.on('close', () => {
        this.#ends.delete(end);
        other.destroy();
      });
    }
    if (!this.#whole) return this.cut();
    here.pipe(there);
    there.pipe(here);
  }
}
