import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createElectronPair, ownFrame } from '../../../../test/links/electron-objects.ts';
import { createPreloadLink } from '../../../preload/link.ts';
import { channel, opening } from '../../../shared/channel.ts';
import type { Link } from '../../../shared/link.ts';
import { acceptLinks, type SenderFrame } from './link.ts';

const origin = 'conch://app';

function accept(senderFrame?: () => SenderFrame | null) {
  const pair = createElectronPair(senderFrame);
  const links: Link[] = [];
  const heard: unknown[] = [];
  const closed: number[] = [];
  acceptLinks({
    ipcMain: pair.ipcMain,
    page: pair.page,
    origin,
    onLink(link) {
      const number = links.push(link);
      link.onMessage((message) => heard.push(message));
      link.onClose(() => closed.push(number));
    },
  });
  return { ...pair, links, heard, closed };
}

/** Frames that are not the main frame of our page, in every way that Electron can show one. */
const foreignOrigins = [
  'conch://app.evil',
  'conch://evil',
  'conch://app:1',
  'conch://',
  'conch://APP',
  'conch-dev://app',
  'xconch://app',
  'https://app',
  'http://127.0.0.1:5173',
  'http://localhost',
  'https://evil.test',
  'https://conch',
  'file://',
  'null',
  '',
  'data:',
  'about:blank',
  'blob:conch://app',
  'devtools://devtools',
  'chrome-extension://abc',
  'javascript:',
];
const badFrames: [string, SenderFrame | null][] = [
  ['no frame', null],
  ['a frame that is gone', { ...ownFrame, isDestroyed: () => true }],
  ['a frame that left the tree', { ...ownFrame, detached: true }],
  ['a frame inside the page', { ...ownFrame, parent: ownFrame }],
  ['a foreign frame inside the page', { ...ownFrame, parent: ownFrame, origin: 'https://evil.test' }],
  ...foreignOrigins.map((foreign): [string, SenderFrame] => [`origin "${foreign}"`, { ...ownFrame, origin: foreign }]),
];

describe('the link of the Electron host', () => {
  it.each(badFrames)('does not open for %s', async (_what, frame) => {
    const { ipcRenderer, links } = accept(() => frame);
    createPreloadLink(ipcRenderer).send({ kind: 'call' });
    await turn();
    await turn();
    expect(links).toEqual([]);
  });

  it.each(badFrames)('does not listen to %s after it has opened', async (_what, frame) => {
    let sender: SenderFrame | null = ownFrame;
    const { ipcRenderer, heard, links, closed } = accept(() => sender);
    const link = createPreloadLink(ipcRenderer);
    await turn();
    expect(links).toHaveLength(1);
    sender = frame;
    link.send({ kind: 'call' });
    ipcRenderer.send(channel, opening);
    link.close();
    await turn();
    await turn();
    expect([heard, links.length, closed]).toEqual([[], 1, []]);
  });

  it('does not listen to another window', async () => {
    const mine = accept();
    const other = createElectronPair();
    const foreign: unknown[] = [];
    mine.ipcMain.on(channel, (event) => foreign.push(event.sender === mine.page));
    // The other window's message arrives at the same ipcMain.
    const emitter = mine.ipcMain as unknown as { emit(name: string, event: unknown, message: unknown): void };
    emitter.emit(channel, { sender: other.page, senderFrame: ownFrame }, opening);
    expect([foreign, mine.links]).toEqual([[false], []]);
  });

  it('gives a fresh link after a reload and closes the one before', async () => {
    const { ipcRenderer, links, closed, heard } = accept();
    createPreloadLink(ipcRenderer);
    await turn();
    createPreloadLink(ipcRenderer).send('hello');
    await turn();
    await turn();
    expect([links.length, closed, heard]).toEqual([2, [1], ['hello']]);
    // What is sent to the page before it goes nowhere.
    expect(() => links[0]?.send({})).not.toThrow();
  });

  it('lets go of everything when the window is gone', async () => {
    const { ipcRenderer, page, links, closed, mainListenerCount } = accept();
    createPreloadLink(ipcRenderer);
    await turn();
    page.destroy();
    expect([closed, mainListenerCount()]).toEqual([[1], 0]);
    expect(() => links[0]?.send({})).not.toThrow();
  });

  it('does not throw when the page goes in the middle of a message', async () => {
    const { ipcRenderer, page, links } = accept();
    createPreloadLink(ipcRenderer);
    await turn();
    page.send = () => {
      throw new Error('Render frame was disposed');
    };
    expect(() => links[0]?.send({})).not.toThrow();
  });
});
