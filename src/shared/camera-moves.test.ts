import { describe, expect, it } from 'vitest';
import { cameraMoves, cameraSteps, findCameraMarks, oppositeOf } from './camera-moves.ts';

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

  it.each([
    ['pan LEFT', 'Pan left'],
    ['Tilt Left', 'Pan left'],
    ['Push out', 'Pull out'],
    ['rise', 'Pedestal up'],
    ['follow', 'Tracking shot'],
    ['Pedstal up', 'Pedestal up'],
    ['Zomo in', 'Zoom in'],
    ['Shakee', 'Shake'],
  ])('says what [%s] was probably meant to be', (typed, suggestion) => {
    expect(findCameraMarks(`[${typed}]`)[0]?.moves).toEqual([{ text: typed, known: false, suggestion }]);
  });

  it.each(['1920', 'a dog', 'Spin around', 'in'])('guesses nothing for [%s]', (typed) => {
    expect(findCameraMarks(`[${typed}]`)[0]?.moves).toEqual([{ text: typed, known: false }]);
  });

  it('is not confused by unfinished or nested brackets', () => {
    expect(findCameraMarks('[[Pan left')).toEqual([]);
    expect(findCameraMarks('[a\nb]')).toEqual([]);
    expect(findCameraMarks('[[Pan left]]').map(({ start }) => start)).toEqual([1]);
  });

  it('follow each other in the order of the prompt; text in brackets is no step', () => {
    const steps = cameraSteps('[Pan left, Push in] by the door [number 9], then [Tilt up]');
    expect(steps.map(({ moves }) => moves)).toEqual([['Pan left', 'Push in'], ['Tilt up']]);
  });

  it('have opposites, but for the last three', () => {
    expect(oppositeOf('Push in')).toBe('Pull out');
    expect(oppositeOf('Tilt down')).toBe('Tilt up');
    expect(cameraMoves.filter((move) => oppositeOf(move) === undefined)).toEqual([
      'Shake',
      'Tracking shot',
      'Static shot',
    ]);
  });
});
