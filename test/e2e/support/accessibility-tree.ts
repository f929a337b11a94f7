import type { CDPSession, Page } from '@playwright/test';
import { expect } from '@playwright/test';

/**
 * The window as a screen reader has it: a tree of roles and names, out of the browser's own accessibility tree. Nothing
 * here knows an element, a selector or a place on the screen.
 */
export interface AccessibilityTree {
  /** Waits until exactly one node has this role and a name that fits. */
  find(role: string, name: string | RegExp, withinMs?: number): Promise<AccessibilityNode>;
}

export interface AccessibilityNode {
  readonly name: string;
  /** What a screen reader does on Enter. */
  press(): Promise<void>;
  /** Puts the cursor there and types. */
  write(text: string): Promise<void>;
}

interface Found {
  nodeId: string;
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
  backendDOMNodeId?: number;
}

export async function readAccessibilityTree(page: Page): Promise<AccessibilityTree> {
  const session = await page.context().newCDPSession(page);
  await session.send('Accessibility.enable');

  async function matches(role: string, name: string | RegExp): Promise<Found[]> {
    const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as { nodes: Found[] };
    return nodes.filter((node) => !node.ignored && node.role?.value === role && fits(node.name?.value ?? '', name));
  }

  return {
    async find(role, name, withinMs = 10_000) {
      let found: Found[] = [];
      await expect
        .poll(async () => (found = await matches(role, name)).length, {
          message: `one ${role} that is called ${String(name)}`,
          timeout: withinMs,
        })
        .toBe(1);
      return nodeOf(session, found[0]);
    },
  };
}

function nodeOf(session: CDPSession, found: Found | undefined): AccessibilityNode {
  const backendNodeId = found?.backendDOMNodeId;
  if (backendNodeId === undefined) throw new Error('a node without an element');
  return {
    name: found?.name?.value ?? '',
    async press() {
      const { object } = await session.send('DOM.resolveNode', { backendNodeId });
      await session.send('Runtime.callFunctionOn', {
        ...(object.objectId !== undefined && { objectId: object.objectId }),
        functionDeclaration: 'function () { this.click(); }',
        userGesture: true,
      });
    },
    async write(text) {
      await session.send('DOM.focus', { backendNodeId });
      await session.send('Input.insertText', { text });
    },
  };
}

function fits(name: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? name === wanted : wanted.test(name);
}
