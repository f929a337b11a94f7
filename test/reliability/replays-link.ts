import type { Link } from '../../src/shared/link.ts';
import type { Dice } from './seeded-dice.ts';

/** What the bad line did, so that a run can show that it did something. */
export interface LineTally {
  lostAnswers: number;
  repeatedCalls: number;
}

/** The core's end of a line that loses answers, and brings calls twice and out of order, as reconnects and replays do. */
export function badLine(link: Link, dice: Dice, tally: LineTally): Link {
  return {
    ...link,
    send(message) {
      if (dice.roll() < 0.3) tally.lostAnswers += 1;
      else link.send(message);
    },
    onMessage(listener) {
      link.onMessage((message) => {
        const copies = dice.roll() < 0.4 ? dice.between(2, 4) : 1;
        tally.repeatedCalls += copies - 1;
        for (let copy = 0; copy < copies; copy += 1) setTimeout(() => listener(message), dice.between(0, 15));
      });
    },
  };
}
