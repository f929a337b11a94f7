import { Button, type ButtonProps } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Keys } from '../ui/Keys.tsx';
import { TextLink } from '../ui/TextLink.tsx';
import { SlidersHorizontal, X } from '../ui/icons.ts';
import { Held, Row, Sample } from './Sample.tsx';

const variants: readonly NonNullable<ButtonProps['variant']>[] = ['primary', 'secondary', 'quiet', 'danger'];
const held = ['hovered', 'pressed', 'focus-visible'] as const;

function nothing(): void {}

export function ButtonSamples() {
  return (
    <Sample title="Buttons">
      {variants.map((variant) => (
        <Row key={variant} note={variant}>
          <Button variant={variant}>Rest</Button>
          {held.map((state) => (
            <Held key={state} as={state}>
              <Button variant={variant}>{state}</Button>
            </Held>
          ))}
          <Button variant={variant} isInert>
            inert
          </Button>
          <Button variant={variant} isDisabled>
            disabled
          </Button>
        </Row>
      ))}
      <Row note="sizes">
        <Button size={28}>28</Button>
        <Button size={32}>32</Button>
        <Button size={40} variant="primary">
          40 <Keys>Ctrl ↵</Keys>
        </Button>
      </Row>
      <Row note="icons">
        <IconButton name="Settings">
          <SlidersHorizontal size={16} aria-hidden />
        </IconButton>
        {held.map((state) => (
          <Held key={state} as={state}>
            <IconButton name={`Settings, ${state}`}>
              <SlidersHorizontal size={16} aria-hidden />
            </IconButton>
          </Held>
        ))}
        <IconButton name="Close" variant="plate">
          <X size={16} aria-hidden />
        </IconButton>
        <IconButton name="Clear" size={24}>
          <X size={14} aria-hidden />
        </IconButton>
        <IconButton name="Off" isDisabled>
          <X size={16} aria-hidden />
        </IconButton>
        <TextLink onPress={nothing}>A link in a sentence</TextLink>
      </Row>
    </Sample>
  );
}
