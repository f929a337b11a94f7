import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

/**
 * Proves the lint rules that keep the layers apart: files that break them are planted in a folder laid out like ours,
 * next to files that keep them, and the real configuration has to tell which is which.
 */
const root = dirname(import.meta.dirname);

interface Planted {
  path: string;
  code: string;
  rule: string;
  /** Part of the message: it has to name the place where the code belongs. */
  says: string;
}

const imports = 'eslint(no-restricted-imports)';
const globals = 'eslint(no-restricted-globals)';

function importing(path: string, specifier: string, says: string): Planted {
  return {
    path,
    code: `import { thing } from '${specifier}';\nexport const other: unknown = thing;\n`,
    rule: imports,
    says,
  };
}

const offences: Planted[] = [
  importing('src/shared/disk.ts', 'node:fs', 'belongs in src/main'),
  importing('src/shared/core.ts', '../main/app.ts', 'belongs in src/main'),
  importing('src/shared/react.ts', 'react', 'src/renderer'),
  importing('src/shared/picture/disk.ts', 'node:fs', 'belongs in src/main'),
  importing('src/shared/picture/core.ts', '../../main/app.ts', 'belongs in src/main'),
  { path: 'src/shared/timer.ts', code: 'setTimeout(() => undefined, 1);\n', rule: globals, says: 'src/main/jobs' },

  importing('src/main/app.ts', 'electron', 'src/main/host.ts'),
  importing('src/main/handlers.ts', './hosts/browser/server.ts', 'src/main/host.ts'),
  importing('src/main/content/respond.ts', 'electron', 'src/main/host.ts'),
  importing('src/main/studio.ts', './providers/novita.ts', 'src/main/providers/index.ts'),
  importing('src/main/access.ts', 'undici', 'create-http.ts'),

  importing('src/main/providers/one.ts', './other.ts', 'wire/'),
  importing('src/main/providers/two.ts', 'node:fs/promises', 'src/main/library'),
  importing('src/main/providers/three.ts', 'undici', 'http.ts'),
  importing('src/main/providers/four.ts', '../jobs/engine.ts', 'src/main/jobs'),
  importing('src/main/providers/wire/five.ts', '../novita.ts', 'names no provider'),
  importing('src/main/providers/index.ts', '../library/job-store.ts', 'registry'),
  importing('src/main/providers/create-http.ts', '../jobs/engine.ts', 'create-http.ts'),
  {
    path: 'src/main/providers/six.ts',
    code: 'setInterval(() => undefined, 1);\n',
    rule: globals,
    says: 'src/main/jobs',
  },
  {
    path: 'src/main/providers/seven.ts',
    code: "export const answer = fetch('https://example.com');\n",
    rule: globals,
    says: 'context.http',
  },

  importing('src/main/library/one.ts', '../jobs/engine.ts', 'src/main/jobs'),
  importing('src/main/library/two.ts', '../providers/provider.ts', 'src/main/app.ts'),
  importing('src/main/library/three.ts', 'electron-store', 'src/main/host.ts'),
  importing('src/main/library/four.ts', 'undici', 'src/main/download'),

  importing('src/main/download/one.ts', '../library/media-store.ts', 'src/main/library'),
  importing('src/main/download/two.ts', 'electron', 'src/main/host.ts'),

  importing('src/main/image-host/one.ts', '../providers/provider.ts', 'no provider'),
  importing('src/main/image-host/two.ts', '../jobs/engine.ts', 'src/main/jobs'),
  importing('src/main/image-host/three.ts', 'electron', 'src/main/studio.ts'),

  importing('src/main/batch/one.ts', '../jobs/engine.ts', 'src/main/jobs'),
  importing('src/main/batch/two.ts', '../providers/index.ts', 'src/main/app.ts'),
  importing('src/main/batch/three.ts', 'electron', 'src/main/host.ts'),

  importing('src/main/spending/one.ts', '../jobs/engine.ts', 'src/main/jobs'),
  importing('src/main/spending/two.ts', '../providers/index.ts', 'src/main/money.ts'),
  importing('src/main/spending/three.ts', '../hosts/browser/host.ts', 'src/main/host.ts'),
  importing('src/main/spending/four.ts', 'undici', 'create-http.ts'),
  importing('src/main/waits/one.ts', '../jobs/engine.ts', 'src/main/jobs'),
  importing('src/main/waits/two.ts', '../../renderer/bridge.ts', 'src/shared'),

  importing('src/main/disk/one.ts', '../library/media-store.ts', 'src/main/library'),
  importing('src/main/diagnostics/one.ts', 'electron', 'src/main/host.ts'),
  importing('src/main/tags/one.ts', '../library/media-store.ts', 'src/main/library'),
  importing('src/main/tags/two.ts', 'undici', 'bytes in one file'),

  importing('src/main/network/one.ts', '../providers/provider.ts', 'src/main/providers'),
  importing('src/main/network/two.ts', '../jobs/engine.ts', 'src/main/download'),
  importing('src/main/network/three.ts', 'electron', 'src/main/studio.ts'),

  importing('src/main/jobs/one.ts', '../providers/novita.ts', 'src/main/providers/provider.ts'),
  importing('src/main/jobs/two.ts', '../hosts/browser/host.ts', 'src/main/host.ts'),
  importing('src/main/jobs/three.ts', 'undici', 'create-http.ts'),
  importing('src/main/jobs/four.ts', 'electron', 'src/main/host.ts'),

  importing('src/main/simulator/one.ts', '../providers/novita.ts', 'shares no code'),

  importing('src/main/hosts/electron/one.ts', '../browser/server.ts', 'src/main'),
  importing('src/main/hosts/electron/two.ts', '../../jobs/engine.ts', 'src/main/app.ts'),
  importing('src/main/hosts/browser/one.ts', 'electron', 'src/main'),
  importing('src/main/hosts/browser/two.ts', '../electron/link.ts', 'src/main'),
  importing('src/main/hosts/browser/three.ts', '../../library/job-store.ts', 'src/main/app.ts'),

  importing('src/main/hosts/cli/one.ts', 'electron', 'electron'),
  importing('src/main/hosts/cli/two.ts', '../../library/job-store.ts', 'src/shared/contract.ts'),
  importing('src/main/hosts/door/one.ts', '../../jobs/engine.ts', 'src/shared/contract.ts'),

  importing('src/preload/one.ts', '../main/app.ts', 'src/main'),
  importing('src/preload/two.ts', '../shared/contract.ts', 'opaque'),

  importing('src/renderer/one.tsx', '../main/app.ts', 'src/renderer/bridge.ts'),
  importing('src/renderer/composer/two.tsx', '../../preload/index.ts', 'src/renderer/bridge.ts'),
  importing('src/renderer/three.ts', 'electron', 'behind the contract'),
  importing('src/renderer/four.ts', 'node:path', 'behind the contract'),
  importing('src/renderer/five.ts', 'node:fs/promises', 'behind the contract'),

  importing('src/main/one.test.ts', 'electron', 'download its binary'),
  importing('scripts/one.ts', 'electron', 'download its binary'),

  {
    path: 'src/main/cycle-a.ts',
    code: "import { b } from './cycle-b.ts';\nexport const a = (): number => b();\n",
    rule: 'import(no-cycle)',
    says: 'ycle',
  },
  {
    path: 'src/main/cycle-b.ts',
    code: "import { a } from './cycle-a.ts';\nexport const b = (): number => a();\n",
    rule: 'import(no-cycle)',
    says: 'ycle',
  },
  {
    path: 'src/main/floating.ts',
    code: 'declare function go(): Promise<void>;\nexport function start(): void {\n  go();\n}\n',
    rule: 'typescript(no-floating-promises)',
    says: 'romise',
  },
  {
    path: 'src/main/misused.ts',
    code: 'declare function go(): Promise<boolean>;\nexport function start(): void {\n  if (go()) throw new Error("no");\n}\n',
    rule: 'typescript(no-misused-promises)',
    says: 'romise',
  },
  {
    path: 'src/main/switch.ts',
    code: "export function word(kind: 'a' | 'b'): string {\n  switch (kind) {\n    case 'a':\n      return 'A';\n  }\n  return '';\n}\n",
    rule: 'typescript(switch-exhaustiveness-check)',
    says: 'b',
  },
  { path: 'src/main/any.ts', code: 'export const thing: any = 1;\n', rule: 'typescript(no-explicit-any)', says: 'any' },
  { path: 'src/main/default.ts', code: 'export default 1;\n', rule: 'import(no-default-export)', says: 'default' },
  { path: 'src/main/console.ts', code: "console.log('here');\n", rule: 'eslint(no-console)', says: 'console' },
  { path: 'src/main/long.ts', code: 'export {};\n' + 'void 0;\n'.repeat(301), rule: 'eslint(max-lines)', says: '300' },
  {
    path: 'src/renderer/hook.tsx',
    code: "import { useState } from 'react';\nexport function useThing(on: boolean): unknown {\n  if (on) return useState(1);\n  return 0;\n}\n",
    rule: 'react-hooks(rules-of-hooks)',
    says: 'useState',
  },
  {
    path: 'src/renderer/image.tsx',
    code: 'export function Poster(): unknown {\n  return <img src="/poster.webp" />;\n}\n',
    rule: 'jsx-a11y(alt-text)',
    says: 'alt',
  },
];

/** What each layer may do: none of these may be reported. */
const clean: [path: string, specifiers: string[]][] = [
  ['src/shared/fine.ts', ['zod', './job.ts']],
  ['src/shared/picture/fine.ts', ['zod', './bytes.ts', '../model.ts']],
  [
    'src/main/fine.ts',
    ['node:path', './library/job-store.ts', './jobs/engine.ts', './providers/index.ts', '../shared/job.ts'],
  ],
  ['src/main/providers/fine.ts', ['zod', '../../shared/failure.ts', './provider.ts', './http.ts', './wire/openai.ts']],
  ['src/main/library/fine.ts', ['node:sqlite', '../../shared/job.ts', '../host.ts', './rows.ts']],
  ['src/main/batch/fine.ts', ['csv-parse/sync', 'node:fs', '../../shared/job.ts', '../library/picture-store.ts']],
  ['src/main/spending/fine.ts', ['node:path', '../../shared/price.ts', '../library/run.ts', '../disk/atomic-file.ts']],
  ['src/main/waits/fine.ts', ['../../shared/wait.ts', '../library/run.ts', '../host.ts']],
  ['src/main/disk/fine.ts', ['node:fs/promises', '../../shared/failure.ts', './atomic-file.ts']],
  ['src/main/hosts/cli/fine.ts', ['node:util', '../../app.ts', '../door/knock.ts', '../../../shared/contract.ts']],
  ['src/main/tags/fine.ts', ['node:fs/promises', '../../shared/job.ts', '../disk/atomic-file.ts', './boxes.ts']],
  [
    'src/main/network/fine.ts',
    ['undici', 'node:tls', '../../shared/proxy.ts', '../host.ts', '../library/key-store.ts'],
  ],
  ['src/main/download/fine.ts', ['undici', 'node:fs', '../../shared/failure.ts', '../host.ts']],
  [
    'src/main/jobs/fine.ts',
    ['p-queue', '../../shared/advance.ts', '../library/job-store.ts', '../providers/provider.ts'],
  ],
  ['src/main/simulator/fine.ts', ['node:http', 'zod', './ledger.ts']],
  ['src/main/hosts/electron/fine.ts', ['electron', 'electron-store', '../../app.ts', '../../../shared/rpc.ts']],
  ['src/main/hosts/browser/fine.ts', ['ws', 'conf', '../../app.ts', '../../../shared/rpc.ts']],
  ['src/preload/fine.ts', ['electron', '../shared/link.ts']],
  ['src/renderer/fine.ts', ['react', 'zustand', 'react-aria-components', '../shared/contract.ts', './bridge.ts']],
];

const report = z.object({
  diagnostics: z.array(
    z.object({ message: z.string(), help: z.string().optional(), code: z.string(), filename: z.string() }),
  ),
});
type Diagnostic = z.infer<typeof report>['diagnostics'][number];

let folder = '';
let found: Diagnostic[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conch-layers-'));
  await copyFile(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  const compilerOptions = {
    strict: true,
    module: 'ESNext',
    moduleResolution: 'bundler',
    jsx: 'react-jsx',
    noEmit: true,
    types: [],
  };
  await plant('tsconfig.json', JSON.stringify({ compilerOptions, include: ['src', 'scripts'] }));
  for (const { path, code } of offences) await plant(path, code);
  for (const [path, specifiers] of clean) {
    const lines = specifiers.map((specifier, index) => `export { thing as thing${index} } from '${specifier}';\n`);
    await plant(path, lines.join(''));
  }
  found = await lint();
});

afterAll(async () => rm(folder, { recursive: true, force: true }));

async function plant(path: string, code: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), code);
}

async function lint(): Promise<Diagnostic[]> {
  const bins = join(root, 'node_modules', '.bin');
  const output = await new Promise<string>((resolve) => {
    execFile(
      process.execPath,
      [join(root, 'node_modules', 'oxlint', 'bin', 'oxlint'), '--format=json', '.'],
      {
        cwd: folder,
        env: { ...process.env, PATH: `${bins}${delimiter}${process.env['PATH'] ?? ''}` },
        maxBuffer: 16 * 1024 * 1024,
      },
      // A lint run that finds something exits with 1, and here it has to find something.
      (_error, stdout) => resolve(stdout),
    );
  });
  return report.parse(JSON.parse(output)).diagnostics;
}

function reported(path: string): Diagnostic[] {
  return found.filter(({ filename }) => filename === path);
}

describe('the rules that keep the layers apart', () => {
  it.each(offences)('refuses $path ($rule)', ({ path, rule, says }) => {
    const hits = reported(path).filter(({ code }) => code === rule);
    expect(hits.length, JSON.stringify(reported(path))).toBeGreaterThan(0);
    expect(`${hits[0]?.message} ${hits[0]?.help ?? ''}`).toContain(says);
  });

  it.each(clean)('lets %s import %s', (path) => {
    expect(reported(path)).toEqual([]);
  });
});

describe('a vendor’s name', () => {
  it('appears in its own file, the registry and the simulator only', async () => {
    const registry = await readFile(join(root, 'src/main/providers/index.ts'), 'utf8');
    const ids = Array.from(registry.matchAll(/from '\.\/([a-z0-9-]+)\.ts'/g), ([, name]) => name ?? '').filter(
      (name) => name !== 'provider',
    );
    expect(ids.length).toBeGreaterThan(0);
    const word = new RegExp(`\\b(${ids.join('|')})\\b`, 'i');
    const allowed = ['src/main/providers/', 'src/main/simulator/'];
    const files = (await readdir(join(root, 'src'), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/(\.test|-rig)\.tsx?$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .filter((path) => !allowed.some((prefix) => path.startsWith(prefix)));
    const naming = [];
    for (const path of files)
      if (word.test(withoutComments(await readFile(join(root, path), 'utf8')))) naming.push(path);
    expect(naming).toEqual([]);
  });
});

/** A comment may cite a vendor's page as its source. */
function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}
