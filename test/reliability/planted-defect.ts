/** One defect that somebody might bring in one day, and the suite that claims to notice it. */
export interface PlantedDefect {
  readonly title: string;
  /** Below `src/main`. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
  /** A test file that has to fail with it. */
  readonly suite: string;
}
