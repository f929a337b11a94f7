import type { Job } from '../../shared/job.ts';
import { Disclosure } from '../ui/Disclosure.tsx';
import { vendorWords } from './failure-details.ts';
import { t } from '../texts/index.ts';

/** The provider's own words, or the image host's, one click away. Nothing is drawn where it said nothing. */
export function VendorWords({ job, providerName }: { job: Job; providerName: string }) {
  const { facts, text, fromImageHost } = vendorWords(job);
  if (facts.length === 0 && text === undefined) return null;
  return (
    <Disclosure
      title={
        fromImageHost === true
          ? t('What your image host said')
          : t('What {{provider}} said', { provider: providerName })
      }
    >
      <div
        data-selectable
        dir="auto"
        className="rounded-control bg-well p-2.5 font-mono text-[11.5px] leading-[17px] text-ink-2"
      >
        {facts.map((fact) => (
          <div key={fact} className="break-all">
            {fact}
          </div>
        ))}
        {text === undefined ? null : <div className="break-words whitespace-pre-wrap">{text}</div>}
      </div>
    </Disclosure>
  );
}
