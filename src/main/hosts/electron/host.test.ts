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
    languages: ['en-GB'],
    log: quietLog,
    desktop: {
      showItemInFolder: (path) => said.push(path),
      trashItem: async (path) => void said.push(`trash ${path}`),
      openPath: async (path) => (path.endsWith('.mp4') ? '' : 'no program'),
      dragOut: async (path, poster) => void said.push(`drag ${path} ${poster}`),
      chooseFolders: async () => ({ canceled: false, filePaths: ['/clips'] }),
      chooseArchives: async () => ({ canceled: false, filePaths: ['/a.zip'] }),
      chooseSavePath: async (name) => ({ canceled: false, filePath: `/saved/${name}` }),
      notify: (notice) => said.push(notice),
      canNotify: true,
      isInFront: () => true,
      setBadge: (count) => said.push(`badge ${count}`),
      setProgressBar: (fraction) => said.push(fraction),
      resolveProxy: async () => 'PROXY proxy.example:3128; DIRECT',
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
      openClip: true,
      dragOut: true,
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
    host.acts.showAttention(2);
    expect(said).toEqual([
      '/clips/a.mp4',
      'trash /clips/b.mp4',
      { title: 't', body: 'b', jobId: 'j' },
      0.5,
      -1,
      'badge 2',
    ]);
    expect(host.acts.isInFront()).toBe(true);
    expect(await host.acts.chooseFolder()).toBe('/clips');
  });

  it('asks the system for its proxy', async () => {
    const { host } = hostWith();
    expect(await host.systemProxy?.('https://api.example.test')).toBe('http://proxy.example:3128');
  });

  it('opens, drags, and asks where: through the desktop', async () => {
    const { host, said } = hostWith();
    await host.acts.openFile('/clips/a.mp4');
    await expect(host.acts.openFile('/clips/a.odd')).rejects.toThrow('No program on this computer opens this clip.');
    await host.acts.dragOut('/clips/a.mp4', '/posters/a.webp');
    expect(said).toEqual(['drag /clips/a.mp4 /posters/a.webp']);
    expect(await host.acts.chooseArchive()).toBe('/a.zip');
    expect(await host.acts.chooseSave('b.zip')).toBe('/saved/b.zip');
  });

  it('takes a closed dialog for no choice', async () => {
    const closedSave = hostWith({ chooseSavePath: async () => ({ canceled: true, filePath: '' }) });
    expect(await closedSave.host.acts.chooseSave('b.zip')).toBeNull();
    const closed = hostWith({ chooseFolders: async () => ({ canceled: true, filePaths: [] }) });
    expect(await closed.host.acts.chooseFolder()).toBeNull();
    const empty = hostWith({ chooseFolders: async () => ({ canceled: false, filePaths: [] }) });
    expect(await empty.host.acts.chooseFolder()).toBeNull();
  });
});
