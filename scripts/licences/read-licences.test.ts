import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { licencesSchema } from '../../src/shared/licences.ts';
import { packageFolderOf, readLicences } from './read-licences.ts';

const folder = mkdtempSync(join(tmpdir(), 'conch-licences-'));
afterAll(() => rmSync(folder, { recursive: true }));

function pack(name: string, facts: object, files: Record<string, string> = {}): string {
  const at = join(folder, 'node_modules', name);
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, 'package.json'), JSON.stringify({ name, version: '1.0.0', ...facts }));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(at, file), text);
  return at;
}

describe('the licences of what is shipped', () => {
  it.each([
    ['/p/node_modules/react/index.js', '/p/node_modules/react'],
    ['/p/node_modules/@react-aria/focus/dist/x.mjs?url', '/p/node_modules/@react-aria/focus'],
    ['\0/p/node_modules/a/node_modules/b/c.js', '/p/node_modules/a/node_modules/b'],
    ['C:\\p\\node_modules\\ws\\lib\\ws.js', 'C:/p/node_modules/ws'],
    ['/p/src/main/app.ts', undefined],
  ])('%s lies in %s', (path, expected) => {
    expect(packageFolderOf(path)).toBe(expected);
  });

  it('has the terms and the notice of each package, once', () => {
    const one = pack('zeta', { license: 'MIT' }, { LICENSE: 'Terms of zeta\n', 'NOTICE.txt': 'Seen by zeta' });
    const other = pack('@scope/alpha', { license: { type: 'BSD-3-Clause' }, author: { name: 'Ann' } });
    const packages = readLicences([one, other, one]);
    expect(licencesSchema.parse({ packages }).packages).toEqual([
      {
        name: '@scope/alpha',
        version: '1.0.0',
        licence: 'BSD-3-Clause',
        text: expect.stringContaining('Ann') as string,
      },
      { name: 'zeta', version: '1.0.0', licence: 'MIT', text: 'Terms of zeta\n\nSeen by zeta' },
    ]);
  });

  it('stops the build at a package without terms', () => {
    expect(() => readLicences([pack('nameless', {})])).toThrow('nameless 1.0.0 names no licence');
  });
});
