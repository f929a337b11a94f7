import { useState } from 'react';
import type { ProviderView } from '../../shared/contract.ts';
import type { DurationSeconds, ModelSpec, Resolution } from '../../shared/model.ts';
import { isSamePriceKey, rowFor, type OwnPrice, type PriceKey, type PriceRow } from '../../shared/price.ts';
import { removePrice, setPrice } from '../store/acts.ts';
import { useSession } from '../store/session.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Select } from '../ui/Select.tsx';
import { SelectOption } from '../ui/SelectOption.tsx';
import { RotateCcw } from '../ui/icons.ts';
import { AmountField } from './AmountField.tsx';
import { besideLabel } from './SettingRow.tsx';
import { day, dollars, factsOf, paragraph, seconds } from '../texts/format.ts';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';

/** Each price that a provider's clips can have, with the published one and a field for one's own. */
export function OwnPrices() {
  const providers = useSession(({ session }) => session?.providers ?? []);
  const own = useSession(({ session }) => session?.settings.ownPrices ?? []);
  const [chosenId, setChosenId] = useState<string>();
  const provider = providers.find(({ id }) => id === chosenId) ?? providers[0];
  if (provider === undefined) return null;
  return (
    <section aria-label={t('Prices of your own')} className="mt-3 flex flex-col gap-3 border-t border-line pt-4">
      <p className="text-ink-2">
        {t('Prices drift. One that you write down here goes before the published one, for estimates and budgets.')}
      </p>
      <Select
        label={t('Prices at')}
        value={provider.id}
        shown={provider.name}
        onChange={setChosenId}
        className={`max-w-[420px] ${besideLabel}`}
      >
        {providers.map(({ id, name }) => (
          <SelectOption key={id} id={id} name={name} />
        ))}
      </Select>
      {keysOf(provider).map((key) => (
        <PriceField
          key={JSON.stringify(key)}
          provider={provider}
          priceKey={key}
          own={own.find((price) => isSamePriceKey(price, key))}
        />
      ))}
    </section>
  );
}

function PriceField({
  provider,
  priceKey,
  own,
}: {
  provider: ProviderView;
  priceKey: PriceKey;
  own: OwnPrice | undefined;
}) {
  const published = rowFor(priceKey, provider.prices);
  const currency = own?.currency ?? published?.currency ?? 'USD';
  const [error, setError] = useState<string>();

  async function keep(amount: number | null): Promise<string | undefined> {
    const outcome = amount === null ? await removePrice(priceKey) : await setPrice({ ...priceKey, amount, currency });
    return outcome.ok ? undefined : told(outcome.failure);
  }

  return (
    <div className="flex items-start gap-1.5">
      <AmountField
        label={shotName(provider, priceKey)}
        {...(currency === 'USD' && { unit: '$' })}
        mayBeNothing
        value={own?.amount ?? null}
        placeholder={published === undefined ? t('Not published') : amountText(published)}
        help={
          own === undefined
            ? publishedText(published)
            : paragraph(t('Yours, of {{day}}.', { day: day(own.asOf) }), publishedText(published))
        }
        onKeep={keep}
      />
      {own === undefined ? null : (
        <IconButton name={t('Use the published price again')} onPress={() => void keep(null).then(setError)}>
          <RotateCcw size={16} aria-hidden />
        </IconButton>
      )}
      <p role="alert" className="text-sm text-state-failed empty:hidden">
        {error}
      </p>
    </div>
  );
}

function amountText({ amount, currency }: Pick<PriceRow, 'amount' | 'currency'>): string {
  return currency === 'USD' ? dollars(amount) : t('{{count, number}} credits', { count: amount });
}

function publishedText(published: PriceRow | undefined): string {
  if (published === undefined) return t('Nobody has published a price.');
  return t('Published: {{amount}}, read on {{day}}.', { amount: amountText(published), day: day(published.asOf) });
}

function shotName({ models }: ProviderView, { modelId, durationSeconds, resolution }: PriceKey): string {
  const model = models.length > 1 ? models.find(({ id }) => id === modelId)?.name : undefined;
  const facts = factsOf([model, durationSeconds === undefined ? undefined : seconds(durationSeconds), resolution]);
  return facts === '' ? t('One clip') : facts;
}

/** One key for each shot that the models let somebody choose; what cannot be chosen is left open. */
function keysOf({ id: providerId, models }: ProviderView): PriceKey[] {
  return models.flatMap((model) =>
    orOpen<DurationSeconds>(model.durations).flatMap((durationSeconds) =>
      orOpen<Resolution>(model.resolutions)
        .filter((resolution) => !isRefused(model, durationSeconds, resolution))
        .map((resolution) => ({
          providerId,
          modelId: model.id,
          ...(durationSeconds !== undefined && { durationSeconds }),
          ...(resolution !== undefined && { resolution }),
        })),
    ),
  );
}

function orOpen<T>(choices: readonly T[]): (T | undefined)[] {
  return choices.length === 0 ? [undefined] : [...choices];
}

function isRefused({ refusedPairs }: ModelSpec, durationSeconds?: DurationSeconds, resolution?: Resolution): boolean {
  return refusedPairs.some((pair) => pair.durationSeconds === durationSeconds && pair.resolution === resolution);
}
