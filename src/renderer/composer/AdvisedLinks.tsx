import type { Advice } from '../../shared/advice.ts';
import { aboutText } from '../money/sum-words.ts';
import { shortWait } from '../money/wait-words.ts';
import { chooseProvider, editDraft } from '../store/draft.ts';
import { useSession } from '../store/session.ts';
import { t } from '../texts/index.ts';
import { TextLink } from '../ui/TextLink.tsx';

/** A better place for this shot, one click away; nothing while the chosen one is the best that is known. */
export function AdvisedLinks({ advice, providerId }: { advice: readonly Advice[]; providerId: string }) {
  const providers = useSession(({ session }) => session?.providers) ?? [];
  const chosen = advice.find((one) => one.providerId === providerId);
  const cheapest =
    chosen?.isCheapest === true ? undefined : advice.find(({ isCheapest, hasKey }) => isCheapest && hasKey);
  const soonest = chosen?.isSoonest === true ? undefined : advice.find(({ isSoonest, hasKey }) => isSoonest && hasKey);
  if (cheapest === undefined && soonest === undefined) return null;
  const nameOf = (id: string): string => providers.find((one) => one.id === id)?.name ?? id;
  return (
    <p className="mt-1.5 flex flex-col items-start gap-0.5 text-sm text-ink-3">
      {cheapest === undefined ? null : (
        <Choose advice={cheapest}>
          {t('Cheapest that can do this: {{provider}}, {{price}}', {
            provider: nameOf(cheapest.providerId),
            price: aboutText(cheapest.estimate) ?? '',
          })}
        </Choose>
      )}
      {soonest === undefined ? null : (
        <Choose advice={soonest}>
          {t('Soonest: {{provider}}, {{wait}}', {
            provider: nameOf(soonest.providerId),
            wait: shortWait(soonest.wait),
          })}
        </Choose>
      )}
    </p>
  );
}

function Choose({ advice: { providerId, modelId }, children }: { advice: Advice; children: string }) {
  return (
    <TextLink
      onPress={() => {
        chooseProvider(providerId);
        editDraft({ modelId });
      }}
    >
      {children}
    </TextLink>
  );
}
