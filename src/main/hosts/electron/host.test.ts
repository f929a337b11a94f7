import { describe, expect, it } from 'vitest';
import { quietLog } from '../../../../test/links/loopback.ts';
import type { Sealer } from '../../host.ts';
import { createElectronHost, type Desktop } from './host.ts';

const sealer: Sealer = { seal: async () => new Uint8Array(), unseal: async () => ({ text: '', sealAgain: false }) };

function hostWith(desktop: Partial<Desktop> = {}, sealing: { sealer: Sealer | undefined } = { sealer }) {
  const said: unknown[] = [];
  const host = createElectronHost({
    dataFolder: '/data',
    version: '1.2.3',
    settings: { store: {} },
    ...sealing,
    environment: {},
    log: quietLog,
    desktop: {
      showItemInFolder: (path) => said.push(path),
      trashItem: async (path) => void said.push(`trash ${path}`),
      chooseFolders: async () => ({ canceled: false, filePaths: ['/clips'] }),
      notify: (notice) => said.push(notice),
      canNotify: true,
      setProgressBar: (fraction) => said.push(fraction),
      ...desktop,
    },
  });
  return { host, said };
}

describe('the Electron host', () => {
  it('can do what a desktop can, and seals keys with the keychain', () => {
    const { host } = hostWith();
    expect(host.abilities).toEqual({
      reveal: true,
      chooseFolder: true,
      systemTrash: true,
      notify: true,
      keyStorage: 'keychain',
      keyFile: false,
    });
    expect(host.sealer).toBe(sealer);
  });

  it('keeps keys in memory where nothing seals them, and offers the file', () => {
    const { host } = hostWith({ canNotify: false }, { sealer: undefined });
    expect(host.abilities).toMatchObject({ keyStorage: 'session', keyFile: true, notify: false });
    expect(host.sealer).toBeUndefined();
  });

  it('passes the core’s wishes on', async () => {
    const { host, said } = hostWith();
    await host.acts.reveal('/clips/a.mp4');
    await host.acts.trashItem('/clips/b.mp4');
    host.acts.notify({ title: 't', body: 'b', jobId: 'j' });
    host.acts.showProgress(0.5);
    host.acts.showProgress(null);
    expect(said).toEqual(['/clips/a.mp4', 'trash /clips/b.mp4', { title: 't', body: 'b', jobId: 'j' }, 0.5, -1]);
    expect(await host.acts.chooseFolder()).toBe('/clips');
  });

  it('takes a closed dialog for no choice', async () => {
    const closed = hostWith({ chooseFolders: async () => ({ canceled: true, filePaths: [] }) });
    expect(await closed.host.acts.chooseFolder()).toBeNull();
    const empty = hostWith({ chooseFolders: async () => ({ canceled: false, filePaths: [] }) });
    expect(await empty.host.acts.chooseFolder()).toBeNull();
  });
});
