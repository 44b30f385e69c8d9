// Runs every exported function without parameters of each WebAssembly file named on the command line, each in an instance of its
// own, and prints what it reported and returned: one JSON object, {"file": {"export": ["i32:...", "trap"]}}.
import { readFileSync } from 'node:fs';

const view = new DataView(new ArrayBuffer(8));
const bits = {
  i32: value => (value >>> 0).toString(16),
  i64: value => BigInt.asUintN(64, value).toString(16),
  f32: value => { view.setFloat32(0, value); return Number.isNaN(value) ? '7fc00000' : view.getUint32(0).toString(16); },
  f64: value => { view.setFloat64(0, value); return Number.isNaN(value) ? '7ff8000000000000' : view.getBigUint64(0).toString(16); },
};

// The types of results can't be asked for in JavaScript: read them from the binary.
function resultTypes(bytes) {
  let at = 8;
  const u32 = () => { let value = 0, shift = 0, byte; do { byte = bytes[at++]; value |= (byte & 127) << shift; shift += 7; } while (byte & 128); return value >>> 0; };
  const names = { 0x7f: 'i32', 0x7e: 'i64', 0x7d: 'f32', 0x7c: 'f64' };
  const types = [], functions = [], exports = {};
  while (at < bytes.length) {
    const id = bytes[at++], end = u32() + at;
    if (id === 1) for (let n = u32(); n > 0; n--) {
      at++;
      const parameters = u32(); at += parameters;
      const results = [];
      for (let r = u32(); r > 0; r--) results.push(names[bytes[at++]]);
      types.push({ parameters, results });
    }
    if (id === 2) for (let n = u32(); n > 0; n--) { at += u32(); at += u32(); at++; functions.push(u32()); }
    if (id === 3) for (let n = u32(); n > 0; n--) functions.push(u32());
    if (id === 7) for (let n = u32(); n > 0; n--) {
      const length = u32();
      const name = new TextDecoder().decode(bytes.subarray(at, at + length));
      at += length;
      const kind = bytes[at++], index = u32();
      if (kind === 0) exports[name] = types[functions[index]];
    }
    at = end;
  }
  return exports;
}

const output = {};
for (const file of process.argv.slice(2)) {
  const bytes = readFileSync(file);
  const module = new WebAssembly.Module(bytes);
  const results = {};
  for (const [name, type] of Object.entries(resultTypes(bytes))) {
    if (type.parameters > 0) continue;
    const log = [];
    const report = {};
    for (const kind of Object.keys(bits)) report[kind] = value => { log.push(kind + ':' + bits[kind](value)); };
    try {
      const value = new WebAssembly.Instance(module, { report }).exports[name]();
      const values = type.results.length > 1 ? value : type.results.length === 1 ? [value] : [];
      type.results.forEach((kind, i) => report[kind](values[i]));
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
      log.push('trap');
    }
    results[name] = log;
  }
  output[file] = results;
}
console.log(JSON.stringify(output));
