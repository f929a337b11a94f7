import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBalanceFile, type AccountBalance } from './balance-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-balances-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function balance(change: Partial<AccountBalance> = {}): AccountBalance {
  const reading = { amount: 12.34, unit: 'USD', at: 10 } as const;
  const account = { providerId: 'novita', keyFingerprint: '0011aabb', origin: 'https://api.example' };
  return { ...account, from: reading, latest: reading, wentUp: false, ...change };
}

describe('the file of the balances', () => {
  it('knows none at first, and brings back what was put last', async () => {
    const file = openBalanceFile(folder);
    expect(file.find(balance())).toBeUndefined();
    const latest = { ...balance().latest, amount: 12, at: 20 };
    await Promise.all([file.put(balance()), file.put(balance({ latest }))]);
    expect(openBalanceFile(folder).find(balance())).toEqual(balance({ latest }));
    expect(readdirSync(folder)).toEqual(['balances.json']);
  });

  it.each([[{ providerId: 'aimlapi' }], [{ keyFingerprint: 'another0' }], [{ origin: 'http://127.0.0.1:4010' }]])(
    'takes another %j for another account',
    async (other) => {
      const file = openBalanceFile(folder);
      await file.put(balance());
      expect(file.find(balance(other))).toBeUndefined();
      await file.put(balance({ ...other, wentUp: true }));
      expect([file.find(balance())?.wentUp, file.find(balance(other))?.wentUp]).toEqual([false, true]);
    },
  );

  it('keeps twenty accounts, those that were read last', async () => {
    const file = openBalanceFile(folder);
    for (let key = 0; key < 25; key += 1) await file.put(balance({ keyFingerprint: String(key) }));
    expect(file.find(balance({ keyFingerprint: '4' }))).toBeUndefined();
    expect(file.find(balance({ keyFingerprint: '5' }))).toBeDefined();
  });

  it('loses no sound account to a damaged one', async () => {
    const path = join(folder, 'balances.json');
    const damaged = { ...balance(), latest: { amount: 'much', unit: 'USD', at: 3 } };
    writeFileSync(path, JSON.stringify({ accounts: [damaged, balance({ providerId: 'aimlapi' }), 7] }));
    const file = openBalanceFile(folder);
    expect(file.find(balance())).toBeUndefined();
    expect(file.find(balance({ providerId: 'aimlapi' }))).toEqual(balance({ providerId: 'aimlapi' }));
  });

  it.each(['', '{', '[]', '{"accounts":7}'])('begins anew when it says %j', async (text) => {
    writeFileSync(join(folder, 'balances.json'), text);
    const file = openBalanceFile(folder);
    expect(file.find(balance())).toBeUndefined();
    await file.put(balance());
    expect(openBalanceFile(folder).find(balance())).toEqual(balance());
  });

  it('holds what was read even where the disk refuses', async () => {
    const file = openBalanceFile(folder);
    rmSync(folder, { recursive: true, force: true });
    writeFileSync(folder, 'a file where the folder was');
    await expect(file.put(balance())).rejects.toMatchObject({ failure: { kind: 'disk' } });
    expect(file.find(balance())).toEqual(balance());
  });

  it('names no key, only its fingerprint', async () => {
    await openBalanceFile(folder).put(balance());
    const [account] = (JSON.parse(readFileSync(join(folder, 'balances.json'), 'utf8')) as { accounts: object[] })
      .accounts;
    expect(Object.keys(account ?? {}).toSorted()).toEqual(
      ['providerId', 'keyFingerprint', 'origin', 'from', 'latest', 'wentUp'].toSorted(),
    );
  });
});
