// Ports seen from outside: when they hold the process, what happens to bytes on the way, and who
// reads standard input.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "genera-ports-"));
after(() => rmSync(folder, { recursive: true }));
const limit = { timeout: 60_000 };

const head = `(require '[genera.actors :refer [! exit receive self spawn]] '[genera.tcp :as tcp])
(defn say [& words] (apply println words) (flush))
`;

function start(name: string, text: string) {
  const path = join(folder, `${name}.clj`);
  writeFileSync(path, head + text);
  const args = ["dist/genera.mjs", "run", "--cores", "2", path];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const closed = once(child, "close");
  return {
    child,
    nextLine: async (): Promise<string | undefined> => (await lines.next()).value,
    status: async (): Promise<number> => (await closed)[0],
  };
}

const listen = `(def listener (second (tcp/listen 0 {:active false :packet :line})))
(say (second (second (tcp/local-address listener))))
`;

test("a program ends when its last port that can do something closes", limit, async () => {
  const program = start(
    "last",
    `(spawn (fn []
         ${listen}
         (let [[_ socket] (tcp/accept listener)]
           (tcp/set-options socket {:active true})
           (loop []
             (receive
               [:tcp socket line]   (do (tcp/send socket line) (recur))
               [:tcp-closed socket] (say "closed"))))))`,
  );
  const client = connect(Number(await program.nextLine()), "127.0.0.1");
  client.write("one\n");
  assert.equal(String((await once(client, "data"))[0]), "one\n");
  client.end();
  assert.equal(await program.nextLine(), "closed");
  assert.equal(await program.status(), 0);
});

test("ports that nobody waits for do not hold the process", limit, async () => {
  const program = start("idle", `${listen}(spawn (fn [] (tcp/listen 0) (receive :never nil)))`);
  await program.nextLine();
  assert.equal(await program.status(), 0);
});

test("what was sent is written before the program ends", limit, async () => {
  let bytes = 0;
  const server = createServer((socket) => {
    socket.on("data", (data) => {
      bytes += data.length;
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const program = start(
    "written",
    `(spawn (fn []
         (let [[_ socket] (tcp/connect "127.0.0.1" ${port} {:active false})]
           (tcp/send socket (vec (repeat 64 (apply str (repeat 65536 "x"))))))))`,
  );
  const [socket] = (await once(server, "connection")) as [Socket];
  assert.equal(await program.status(), 0);
  if (!socket.readableEnded) await once(socket, "end");
  assert.equal(bytes, 64 * 65536);
  server.close();
});

test("a killed connection is told to its owner, and to nobody else", limit, async () => {
  const program = start(
    "killed",
    `${listen}
(defn serve [socket]
  (tcp/set-options socket {:active true :show-econnreset true})
  (loop []
    (receive
      [:tcp socket line]        (do (tcp/send socket line) (recur))
      [:tcp-error socket why]   (do (say "error" why) (recur))
      [:tcp-closed socket]      (say "closed"))))
(dotimes [_ 2]
  (let [[_ socket] (tcp/accept listener)
        pid        (spawn (fn [] (receive :yours (serve socket))))]
    (tcp/controlling-process socket pid)
    (! pid :yours)))`,
  );
  const port = Number(await program.nextLine());
  const clients: Socket[] = [];
  for (let i = 0; i < 2; i++) {
    const client = connect(port, "127.0.0.1");
    client.write("hello\n");
    await once(client, "data");
    clients.push(client);
  }
  const [first, second] = clients as [Socket, Socket];
  first.resetAndDestroy();
  assert.equal(await program.nextLine(), "error :econnreset");
  assert.equal(await program.nextLine(), "closed");
  second.write("still here\n");
  assert.equal(String((await once(second, "data"))[0]), "still here\n");
  second.end();
  assert.equal(await program.nextLine(), "closed");
  assert.equal(await program.status(), 0);
});

test(
  "several actors read lines; one that is ended takes none; others run meanwhile",
  limit,
  async () => {
    const program = start(
      "stdin",
      `(let [main (self)
      dead (spawn (fn [] (! main [:got :dead (read-line)])))]
  (Thread/sleep 20)
  (exit dead :kill)
  (dotimes [i 3] (spawn (fn [] (! main [:got (read-line)]))))
  (spawn (fn [] (dotimes [_ 100] (Thread/sleep 1)) (! main :ticked)))
  (receive :ticked (say "ready"))
  (say (sort (repeatedly 3 (fn [] (receive [:got line] line)))))
  (say (read-line)))`,
    );
    assert.equal(await program.nextLine(), "ready");
    program.child.stdin.end("a\nb\nc\n");
    assert.equal(await program.nextLine(), "(a b c)");
    assert.equal(await program.nextLine(), "nil");
    assert.equal(await program.status(), 0);
  },
);
