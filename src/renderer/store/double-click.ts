/** As long as systems take two clicks for a double click: within it a second press of what costs money is the same wish. */
export const doubleClickMs = 500;

export function untilDoubleClickIsOver(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, doubleClickMs);
  });
}
