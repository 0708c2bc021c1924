// The chat server of examples/chat with real clients: they hear each other, and go on when one is
// killed in the middle; SIGTERM says goodbye to all.

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { after, test } from "node:test";

const children: ChildProcess[] = [];
after(() => {
  for (const child of children) child.kill("SIGKILL");
});

/** A running server and the number it listens on. */
async function startServer(): Promise<[ChildProcess, number]> {
  const args = ["dist/genera.mjs", "run", "--path", "examples/chat", "-m", "chat", "0"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const number = /^chat: listening on (\d+)$/.exec(line as string)?.[1];
  assert.ok(number, line);
  return [child, Number(number)];
}

/** A client that has said its name. */
class Client {
  private readonly lines: AsyncIterator<string>;

  private constructor(readonly socket: Socket) {
    this.lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  }

  static async enter(port: number, name: string): Promise<Client> {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => {});
    const client = new Client(socket);
    await client.hears("* your name?");
    client.say(name);
    await client.hears(`* hello, ${name}`);
    return client;
  }

  say(line: string): void {
    this.socket.write(`${line}\n`);
  }

  async hears(...expected: string[]): Promise<void> {
    for (const line of expected) assert.equal((await this.lines.next()).value, line);
  }

  async isLeft(): Promise<void> {
    assert.equal((await this.lines.next()).done, true);
  }
}

const limit = { timeout: 60_000 };

test("clients talk, leave and are killed, and the others go on", limit, async () => {
  const [server, port] = await startServer();
  const ann = await Client.enter(port, "ann");
  const bob = await Client.enter(port, "bob");
  await ann.hears("* bob has come");
  const cas = await Client.enter(port, "cas");
  for (const one of [ann, bob]) await one.hears("* cas has come");

  bob.say("hello, all");
  for (const one of [ann, bob, cas]) await one.hears("bob: hello, all");

  cas.socket.write("half of a li");
  cas.socket.resetAndDestroy(); // killed in the middle
  for (const one of [ann, bob]) await one.hears("* cas has left");

  ann.say("/who");
  await ann.hears("* here: ann, bob");
  bob.say("/join garden");
  await ann.hears("* bob has gone to garden");
  await bob.hears("* bob is in garden");
  ann.say("nobody hears this in the garden");
  await ann.hears("ann: nobody hears this in the garden");
  bob.say("/join lobby");
  await ann.hears("* bob is in lobby");
  await bob.hears("* bob is in lobby");

  const dan = await Client.enter(port, "dan");
  for (const one of [ann, bob]) await one.hears("* dan has come");
  dan.say("/quit");
  await dan.hears("* goodbye");
  await dan.isLeft();
  for (const one of [ann, bob]) await one.hears("* dan has left");

  server.kill("SIGTERM");
  const [status] = await once(server, "exit");
  for (const one of [ann, bob]) {
    await one.hears("* the server stops");
    await one.isLeft();
  }
  assert.equal(status, 0);
});

test("a name is one client's, and a number one server's", limit, async () => {
  const [server, port] = await startServer();
  const ann = await Client.enter(port, "ann");
  const other = connect(port, "127.0.0.1");
  other.write("ann\nanna\n");
  const lines = createInterface({ input: other })[Symbol.asyncIterator]();
  for (const line of ["* your name?", "* that name is taken", "* your name?", "* hello, anna"]) {
    assert.equal((await lines.next()).value, line);
  }
  await ann.hears("* anna has come");
  other.destroy();
  await ann.hears("* anna has left");

  const args = ["dist/genera.mjs", "run", "--path", "examples/chat", "-m", "chat", String(port)];
  const second = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  children.push(second);
  let text = "";
  second.stdout.on("data", (data) => {
    text += data;
  });
  const [status] = await once(second, "close");
  assert.match(text, /chat: cannot start: .*:cannot-listen \d+ :eaddrinuse/);
  assert.equal(status, 1);
  server.kill("SIGINT");
  assert.deepEqual(await once(server, "exit"), [130, null]);
});
