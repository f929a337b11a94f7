import { create } from 'zustand';

/** How many takes Generate makes of each prompt. Begins with one in every window: nobody pays by a number of yesterday. */
export const useTakes = create<{ takes: number }>(() => ({ takes: 1 }));

export function setTakes(takes: number): void {
  useTakes.setState({ takes });
}
