import type { HostActs } from '../../host.ts';

/** The part of a native `Notification` that this needs. */
export interface NativeNotice {
  on(event: 'click' | 'close' | 'failed', listener: () => void): unknown;
  show(): void;
}

export interface NotifyParts {
  isSupported(): boolean;
  create(options: { title: string; body: string }): NativeNotice;
  /** The person clicked. */
  chosen(jobId: string): void;
}

/** Native notices; a click brings the clip up. */
export function createNotify({ isSupported, create, chosen }: NotifyParts): HostActs['notify'] {
  // A notice that nobody holds is collected, and its click is lost.
  const shown = new Set<NativeNotice>();
  return ({ title, body, jobId }) => {
    if (!isSupported()) return;
    const notice = create({ title, body });
    shown.add(notice);
    const forget = (): void => {
      shown.delete(notice);
    };
    notice.on('click', () => {
      forget();
      chosen(jobId);
    });
    notice.on('close', forget);
    notice.on('failed', forget);
    notice.show();
  };
}
