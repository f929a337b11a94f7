import { sumText } from '../money/sum-words.ts';
import { shortWait } from '../money/wait-words.ts';
import { number } from '../texts/format.ts';
import { t } from '../texts/index.ts';
import type { Place } from './sheet-plan.ts';

/** Where the clips go, what that costs there, and how long it usually takes. */
export function SheetPlaces({ places }: { places: readonly Place[] }) {
  return (
    <table aria-label={t('Where they go')} className="w-full border-collapse text-start tabular-nums">
      <thead>
        <tr className="text-xs text-ink-3">
          <Head>{t('Provider')}</Head>
          <Head isNumber>{t('Clips')}</Head>
          <Head isNumber>{t('Price')}</Head>
          <Head isNumber>{t('Usually ready in')}</Head>
        </tr>
      </thead>
      <tbody>
        {places.map(({ providerId, name, clips, stopped, sum, wait }) => (
          <tr key={providerId} className="border-t border-line">
            <th scope="row" className="py-2 pe-3 text-start font-medium">
              {name}
            </th>
            <td className="py-2 ps-3 text-end">
              {stopped === 0
                ? number(clips)
                : t('{{clips, number}} of {{all, number}}', { clips, all: clips + stopped })}
            </td>
            <td className="py-2 ps-3 text-end text-ink-2">{clips === 0 ? '–' : priceOf(sum)}</td>
            <td className="py-2 ps-3 text-end text-ink-2">{clips === 0 ? '–' : shortWait(wait)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function priceOf(sum: Place['sum']): string {
  const price = sumText(sum);
  if (price === undefined) return t('not published');
  if (sum.unpriced === 0) return t('about {{price}}', { price });
  return t('about {{price}} and {{count, number}} without a price', { price, count: sum.unpriced });
}

function Head({ children, isNumber = false }: { children: string; isNumber?: boolean }) {
  return (
    <th scope="col" className={`pb-1.5 font-normal ${isNumber ? 'ps-3 text-end' : 'pe-3 text-start'}`}>
      {children}
    </th>
  );
}
