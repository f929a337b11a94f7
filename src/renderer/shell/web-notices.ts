import type { ClipNews } from '../library/clip-news.ts';
import { newsText } from '../library/clip-news.ts';

/** Notices of the browser, where the host has none of its own. Asked for from a control only, as browsers want it. */

export type NoticePermission = NotificationPermission | 'missing';

export function noticePermission(): NoticePermission {
  return 'Notification' in window ? Notification.permission : 'missing';
}

export async function askForNotices(): Promise<NoticePermission> {
  return 'Notification' in window ? Notification.requestPermission() : 'missing';
}

const urgency: readonly ClipNews['key'][] = ['attention', 'failed', 'done'];

/** What was gathered, in one notice; it leads to the clip that most wants to be looked at. */
export function showWebNotice(news: readonly ClipNews[], chosen: (id: string) => void): void {
  const first = urgency.flatMap((key) => news.filter((one) => one.key === key))[0];
  if (first === undefined || noticePermission() !== 'granted') return;
  // Windows of the same host that tell the same replace one another's notice.
  const notice = new Notification('Conch', { body: newsText(news), tag: `conch-${first.id}`, silent: true });
  notice.addEventListener('click', () => {
    window.focus();
    notice.close();
    chosen(first.id);
  });
}
