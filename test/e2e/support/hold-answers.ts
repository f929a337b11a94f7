import type { Page } from '@playwright/test';

/**
 * Keeps back what the core answers to this method, from the next load of the page on; everything else goes through. Gives
 * back what lets the answers go.
 */
export async function holdAnswers(page: Page, method: string): Promise<() => void> {
  const release = Promise.withResolvers<void>();
  const asked = new Set<unknown>();
  await page.routeWebSocket(/\/link$/, (link) => {
    const core = link.connectToServer();
    link.onMessage((message) => {
      const call = JSON.parse(String(message)) as { id: unknown; method: unknown };
      if (call.method === method) asked.add(call.id);
      core.send(message);
    });
    core.onMessage(async (message) => {
      const { id } = JSON.parse(String(message)) as { id?: unknown };
      if (asked.has(id)) await release.promise;
      link.send(message);
    });
  });
  return release.resolve;
}
