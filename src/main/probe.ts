/**
 * Named points that a job passes on its way, in order. The product does nothing there; a test that stands in for the
 * host ends the process at one of them and then looks whether anything was lost or paid twice.
 */
export const probePoints = [
  'before-intent',
  'after-intent',
  'answer-arrived',
  'answer-stored',
  'look-answered',
  'look-stored',
  'download-begins',
  'download-moves',
  'download-verified',
  'clip-adopted',
  'download-stored',
] as const;
export type ProbePoint = (typeof probePoints)[number];
export type Probe = (point: ProbePoint) => void;
