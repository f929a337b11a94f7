import { useState } from 'react';
import { CheckRow } from '../ui/CheckRow.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { Scrub } from '../ui/Scrub.tsx';
import { Segments } from '../ui/Segments.tsx';
import { Select } from '../ui/Select.tsx';
import { SelectOption } from '../ui/SelectOption.tsx';
import { Stepper } from '../ui/Stepper.tsx';
import { Switch } from '../ui/Switch.tsx';
import { TextField } from '../ui/TextField.tsx';
import { Search } from '../ui/icons.ts';
import { Held, Row, Sample } from './Sample.tsx';

const lengths = [
  { value: '6', name: '6 s' },
  { value: '10', name: '10 s', isImpossible: true },
];

export function FieldSamples() {
  const [length, setLength] = useState('6');
  const [place, setPlace] = useState('here');
  const [count, setCount] = useState(4);
  const [isOn, setIsOn] = useState(true);
  const [position, setPosition] = useState(2);
  return (
    <Sample title="Fields">
      <div className="grid grid-cols-2 gap-3">
        <TextField label="Text" defaultValue="A quiet harbour" />
        <TextField label="Empty" placeholder="What should be seen?" help="A word of help." />
        <Held as="focus-visible">
          <TextField label="With the focus" defaultValue="Typing" />
        </Held>
        <TextField label="Wrong" defaultValue="ftp://x" error="Only https addresses are taken." />
        <TextField label="Off" isDisabled defaultValue="from the environment" />
        <TextField label="Search" placeholder="Search" before={<Search size={16} aria-hidden />} />
        <NumberField label="Number" value={count} least={1} most={16} onChange={setCount} />
        <Select label="Select" value={place} shown={place === 'here' ? 'Here' : 'There'} onChange={setPlace}>
          <SelectOption id="here" name="Here" />
          <SelectOption id="there" name="There" />
        </Select>
        <Segments label="Segments" segments={lengths} value={length} onChange={setLength} />
        <Stepper label="Stepper" value={count} least={1} most={16} onChange={setCount} />
      </div>
      <Row note="switches">
        <Switch isSelected={isOn} onChange={setIsOn}>
          Switch
        </Switch>
        <Switch>Off</Switch>
        <Switch isSelected isDisabled>
          On, disabled
        </Switch>
        <Switch isDisabled>Off, disabled</Switch>
      </Row>
      <Row note="choices">
        <CheckRow isSelected={isOn} onChange={setIsOn} count={12}>
          Chosen
        </CheckRow>
        <CheckRow isSelected={!isOn} onChange={(isSelected) => setIsOn(!isSelected)} count={0}>
          Would find nothing
        </CheckRow>
      </Row>
      <Row note="scrub">
        <Scrub name="Position" position={position} length={6} step={0.1} onSeek={setPosition} />
        <Scrub name="Off" position={0} length={0} step={0.1} onSeek={setPosition} />
      </Row>
    </Sample>
  );
}
