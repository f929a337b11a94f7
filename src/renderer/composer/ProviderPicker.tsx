import { useRef } from 'react';
import { editDraft, chooseProvider } from '../store/draft.ts';
import { useSession } from '../store/session.ts';
import { Select } from '../ui/Select.tsx';
import { SelectOption } from '../ui/SelectOption.tsx';
import { AdvisedLinks } from './AdvisedLinks.tsx';
import type { Composition } from './composition.ts';
import { FieldTroubles } from './FieldTroubles.tsx';
import { ProviderHeads, ProviderRow } from './ProviderRow.tsx';
import { useAdvice } from './use-advice.ts';
import { t } from '../texts/index.ts';

/** Provider and, where there is a choice, model. The list opens over the library, so that the composer stays in view. */
export function ProviderPicker({ composition }: { composition: Composition }) {
  const providers = useSession(({ session }) => session?.providers) ?? [];
  const row = useRef<HTMLDivElement>(null);
  const advices = useAdvice(composition);
  const rows = advices.flatMap((advice) => {
    const each = providers.find(({ id }) => id === advice.providerId);
    return each === undefined ? [] : [{ each, advice }];
  });
  const { provider, spec } = composition;
  const hasModels = provider.models.length > 1;
  return (
    <div>
      <div ref={row} className={`grid gap-3 ${hasModels ? 'grid-cols-2' : ''}`}>
        <Select
          label={t('Provider')}
          value={provider.id}
          shown={provider.name}
          onChange={chooseProvider}
          placement="end"
          anchor={row}
          offset={9}
          popoverClass="w-[min(660px,calc(100vw-312px))]"
          head={<ProviderHeads />}
          foot={
            <p className="border-t border-line px-2 pt-2 text-xs text-ink-3">
              {t('Prices are estimates of the day that stands there. Times come from your own clips.')}
            </p>
          }
        >
          {rows.map(({ each, advice }) => (
            <SelectOption key={each.id} id={each.id} name={each.name} isTall>
              <ProviderRow provider={each} advice={advice} />
            </SelectOption>
          ))}
        </Select>
        {hasModels ? (
          <Select
            label={t('Model')}
            value={spec.id}
            shown={spec.name}
            onChange={(modelId) => {
              editDraft({ modelId });
            }}
          >
            {provider.models.map(({ id, name, summary }) => (
              <SelectOption key={id} id={id} name={name} isTall={summary !== undefined}>
                <span className="min-w-0">
                  <span className="block font-medium">{name}</span>
                  {summary === undefined ? null : <span className="block text-sm text-ink-2">{t(summary)}</span>}
                </span>
              </SelectOption>
            ))}
          </Select>
        ) : null}
      </div>
      <AdvisedLinks advice={advices} providerId={provider.id} />
      <FieldTroubles composition={composition} field="provider" />
      <FieldTroubles composition={composition} field="model" />
    </div>
  );
}
