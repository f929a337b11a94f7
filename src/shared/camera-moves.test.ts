import { describe, expect, it } from 'vitest';
import { cameraMoves, findCameraMarks, respellCameraMoves } from './camera-moves.ts';

describe('camera moves', () => {
  it('are the fifteen', () => {
    expect(cameraMoves).toHaveLength(15);
    expect(new Set(cameraMoves).size).toBe(15);
  });

  it('are found with their places, alone and together', () => {
    const prompt = 'Gulls [Pan left,Pedestal up] circle [Push in].';
    const marks = findCameraMarks(prompt);
    expect(marks.map(({ start, end }) => prompt.slice(start, end))).toEqual(['[Pan left,Pedestal up]', '[Push in]']);
    expect(marks.flatMap(({ moves }) => moves).every(({ known }) => known)).toBe(true);
  });

  it('takes a space after the comma', () => {
    expect(findCameraMarks('[Pan left, Zoom in]')[0]?.moves.map(({ known }) => known)).toEqual([true, true]);
  });

  it('knows the traps: a wrong case gets a suggestion, a made-up move gets none', () => {
    expect(findCameraMarks('[Tilt Left]')[0]?.moves).toEqual([{ text: 'Tilt Left', known: false }]);
    expect(findCameraMarks('[Push out]')[0]?.moves).toEqual([{ text: 'Push out', known: false }]);
    expect(findCameraMarks('[pan LEFT]')[0]?.moves).toEqual([
      { text: 'pan LEFT', known: false, suggestion: 'Pan left' },
    ]);
  });

  it('respells only what it knows', () => {
    expect(respellCameraMoves('a [pan left, ZOOM IN] b [1920] c')).toBe('a [Pan left,Zoom in] b [1920] c');
  });

  it('is not confused by unfinished or nested brackets', () => {
    expect(findCameraMarks('[[Pan left')).toEqual([]);
    expect(findCameraMarks('[a\nb]')).toEqual([]);
    expect(findCameraMarks('[[Pan left]]').map(({ start }) => start)).toEqual([1]);
  });
});
