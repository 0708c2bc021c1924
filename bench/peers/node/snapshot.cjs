// State for a start-up snapshot: node --snapshot-blob FILE --build-snapshot snapshot.cjs
// It is what an image with 200 000 entries is compared with; the process that starts from the
// snapshot prints how many entries it found.
const { startupSnapshot } = require("node:v8");

const entries = new Map();
for (let i = 0; i < 200000; i++) entries.set(i, { i, f: i + 0.5, v: [i, i] });
startupSnapshot.setDeserializeMainFunction(() => console.log(entries.size));
