import { afterEach, beforeAll, expect, test } from 'vitest';
import { clock, day, factsOf, listOf, paragraph } from './format.ts';
import { fetchLanguage, locale, setLanguage, t } from './index.ts';

beforeAll(async () => {
  await fetchLanguage('zh-CN');
});

afterEach(() => {
  setLanguage('en', []);
});

test('dates and clocks follow the region of the person, where it speaks the language in force', () => {
  const at = new Date(2026, 10, 21, 14, 8).getTime();
  setLanguage('system', ['en-GB', 'en']);
  expect(locale()).toBe('en-GB');
  expect(clock(at)).toBe('14:08');
  setLanguage('en', ['de-DE', 'en-US']);
  expect(locale()).toBe('en-US');
  expect(clock(at)).toMatch(/^2:08\sPM$/);
  setLanguage('en', ['zh-CN']);
  expect(locale()).toBe('en');
  setLanguage('zh-CN', ['zh-TW', 'en-GB']);
  expect(locale()).toBe('zh-CN');
});

test('a day is written as the language writes it, whatever the zone of the computer, and never breaks a view', () => {
  expect(day('2026-07-10')).toBe('Jul 10, 2026');
  setLanguage('zh-CN', []);
  expect(day('2026-07-10')).toBe('2026年7月10日');
  // An address of the window may name any moment.
  expect(day('NaN-NaN-NaN')).toBe('NaN-NaN-NaN');
});

test('what follows one another is set as the language sets it', () => {
  expect(factsOf(['content refused', undefined, 'not charged'])).toBe('content refused, not charged');
  expect(paragraph('One.', undefined, 'Two.')).toBe('One. Two.');
  expect(listOf(['A', 'B', 'C'])).toBe('A, B, C');
  setLanguage('zh-CN', []);
  expect(factsOf(['内容未通过审核', '未扣费'])).toBe('内容未通过审核，未扣费');
  expect(paragraph('一。', '二。')).toBe('一。二。');
  expect(listOf(['甲', '乙'])).toBe('甲、乙');
});

test('a word that means two things in Chinese is told apart by its context', () => {
  expect(t('Done', { context: 'leave' })).toBe('Done');
  setLanguage('zh-CN', []);
  expect(t('Done', { context: 'leave' })).not.toBe(t('Done'));
});

test('a number picks the form of a sentence that the language has for it', () => {
  expect(t('{{count, number}} clips changed.', { count: 1 })).toBe('1 clip changed.');
  expect(t('{{count, number}} clips changed.', { count: 2400 })).toBe('2,400 clips changed.');
  setLanguage('zh-CN', []);
  expect(t('{{count, number}} clips changed.', { count: 1 })).toBe(
    t('{{count, number}} clips changed.', { count: 2 }).replace('2', '1'),
  );
});

test('what a person wrote is never read as a place for a value', () => {
  expect(t('Delete {{name}}', { name: '{{other}} $&', other: 'x' })).toBe('Delete {{other}} $&');
});
