import { expect, test } from 'vitest';
import { folderList, namesOf, sortFiles, stemOf } from './chosen-files.ts';

const file = (path: string) => ({
  name: path.split('/').at(-1) ?? '',
  webkitRelativePath: path.includes('/') ? path : '',
});

test('a list takes its pictures along, and no caption', () => {
  const sorted = sortFiles([file('a10.jpg'), file('shots.csv'), file('a2.jpg'), file('a2.txt'), file('.DS_Store')]);
  expect(sorted.list?.name).toBe('shots.csv');
  expect(sorted.pictures.map(({ name }) => name)).toEqual(['a2.jpg', 'a10.jpg']);
  expect(sorted.captions).toEqual([]);
});

test('a list may speak of a picture by its place in the folder or by its name alone', () => {
  expect(namesOf(file('batch/shots/rocks.jpg'))).toEqual([
    'shots/rocks.jpg',
    './shots/rocks.jpg',
    String.raw`shots\rocks.jpg`,
    'rocks.jpg',
  ]);
  expect(namesOf(file('rocks.jpg'))).toContain('rocks.jpg');
});

test('a folder becomes a list; a picture without a caption leaves its prompt open', () => {
  const { pictures, captions } = sortFiles([file('in/Rocks.JPG'), file('in/rocks.txt'), file('in/bay.png')]);
  expect(captions).toHaveLength(1);
  const caption = (stem: string) => (stem === stemOf('rocks.txt') ? ' Waves "break"\n' : undefined);
  expect(
    folderList(pictures, caption)
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([{ image: 'bay.png' }, { image: 'Rocks.JPG', prompt: 'Waves "break"' }]);
});
