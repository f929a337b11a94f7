import type { Picture } from '../../../shared/request.ts';
import { sentFacts } from './sent-facts.ts';
import { t } from '../../texts/index.ts';

/** What a provider gets of a picture: the very bytes, what was done to them and what is not in them any more. */
export function SentPicture({ picture }: { picture: Picture }) {
  return (
    <dl className="grid grid-cols-[84px_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm leading-[18px] tabular-nums">
      {sentFacts(picture).map(({ name, text }) => (
        <div key={name} className="contents">
          <dt className="text-ink-3">{t(name)}</dt>
          <dd data-selectable className="break-words">
            {text}
          </dd>
        </div>
      ))}
    </dl>
  );
}
