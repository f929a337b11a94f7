import { describe, expect, it } from 'vitest';
import { chooseDataFolder, type Circumstances } from './default-data-folder.ts';

function choose(change: Partial<Circumstances>, wished?: string): string {
  return chooseDataFolder(wished, {
    platform: 'linux',
    homeFolder: '/home/me',
    workingFolder: '/work',
    environment: {},
    ...change,
  });
}

describe('the data folder', () => {
  it('is where each system keeps such things', () => {
    expect(choose({})).toBe('/home/me/.local/share/conch');
    expect(choose({ environment: { XDG_DATA_HOME: '/data' } })).toBe('/data/conch');
    expect(choose({ environment: { XDG_DATA_HOME: 'relative' } })).toBe('/home/me/.local/share/conch');
    expect(choose({ platform: 'darwin', homeFolder: '/Users/me' })).toBe('/Users/me/Library/Application Support/conch');
    const windows = { platform: 'win32', homeFolder: 'C:\\Users\\me', workingFolder: 'C:\\work' } as const;
    expect(choose(windows)).toBe('C:\\Users\\me\\AppData\\Roaming\\conch');
    expect(choose({ ...windows, environment: { APPDATA: 'D:\\Roaming' } })).toBe('D:\\Roaming\\conch');
  });

  it('is where the person wants it, the command line first', () => {
    const environment = { CONCH_DATA_DIR: '/mine', XDG_DATA_HOME: '/data' };
    expect(choose({ environment })).toBe('/mine');
    expect(choose({ environment }, 'here')).toBe('/work/here');
    expect(choose({ environment: { CONCH_DATA_DIR: '' } })).toBe('/home/me/.local/share/conch');
  });
});
