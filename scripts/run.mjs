import { nodeTrouble } from './node-version.mjs';

// Plain JavaScript, because an old Node cannot even read the other scripts, and would say so in its own words.
// `node scripts/run.mjs start …` runs `start.ts`.
const trouble = nodeTrouble(process.version);
const [name, ...words] = process.argv.slice(2);
if (trouble === undefined && name !== undefined) {
  const script = new URL(`./${name}.ts`, import.meta.url);
  process.argv = [process.argv[0], script.pathname, ...words];
  await import(script.href);
} else {
  console.error(trouble ?? 'Say which script to run.');
  process.exitCode = 1;
}
