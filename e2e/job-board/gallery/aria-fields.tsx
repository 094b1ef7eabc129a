import { useEffect, useRef, useState } from 'react';
import type { FieldProps } from './field.ts';

/** A pair of buttons, of which the chosen one differs by its class. */
function Toggle({ spec, onValue }: FieldProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => onValue(chosen), [chosen]);
  return (
    <>
      <label>{spec.label}</label>
      <div className="toggle">{spec.options!.map((option) => <button key={option} type="button" className={`_option_1x ${chosen === option ? '_active_1x chosen' : ''}`} onClick={() => setChosen(option)}>{option}</button>)}</div>
    </>
  );
}

function onOff(role: 'switch' | 'checkbox') {
  return function OnOff({ spec, onValue }: FieldProps) {
    const [on, setOn] = useState(false);
    useEffect(() => onValue(on), [on]);
    return <div><span role={role} aria-checked={on} tabIndex={0} aria-labelledby={`${spec.name}-label`} onClick={() => setOn(!on)} style={{ display: 'inline-block', width: 36, height: 18, background: on ? '#1a56db' : '#aaa' }} /> <span id={`${spec.name}-label`}>{spec.label}</span></div>;
  };
}

function Radios({ spec, onValue }: FieldProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => onValue(chosen), [chosen]);
  return (
    <div role="radiogroup" aria-labelledby={`${spec.name}-label`}>
      <div className="label" id={`${spec.name}-label`}>{spec.label}</div>
      {spec.options!.map((option) => <div key={option} role="radio" aria-checked={chosen === option} tabIndex={0} onClick={() => setChosen(option)}>{option}</div>)}
    </div>
  );
}

/** A button with a list that draws only the rows that can be seen. */
function VirtualList({ spec, onValue }: FieldProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [top, setTop] = useState(0);
  useEffect(() => onValue(chosen), [chosen]);
  const first = Math.max(0, Math.floor(top / 24) - 1);
  return (
    <>
      <div className="label" id={`${spec.name}-label`}>{spec.label}</div>
      <button type="button" id={spec.name} aria-haspopup="listbox" aria-expanded={open} aria-labelledby={`${spec.name}-label ${spec.name}`} onClick={() => { setOpen(!open); setTop(0); }}>{chosen ?? 'Select One'}</button>
      {open && (
        <div style={{ height: 120, overflow: 'auto', position: 'relative' }} onScroll={(event) => setTop(event.currentTarget.scrollTop)}>
          <ul role="listbox" style={{ height: spec.options!.length * 24, position: 'relative', maxHeight: 'none' }}>
            {spec.options!.slice(first, first + 8).map((option, index) => (
              <li key={option} role="option" aria-selected={chosen === option} aria-setsize={spec.options!.length} style={{ position: 'absolute', top: (first + index) * 24, height: 24 }} onClick={() => { setChosen(option); setOpen(false); }}>{option}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** Suggestions come late from a server; what is chosen brings its coordinates along, what is only typed counts for nothing. */
function Location({ spec, onValue }: FieldProps) {
  const [typed, setTyped] = useState('');
  const [places, setPlaces] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const timer = useRef<number>(undefined);
  const at = chosen === null ? -1 : spec.options!.indexOf(chosen);
  useEffect(() => onValue(chosen === null ? '' : `${chosen}@${at}.5,${at}.25`), [chosen]);
  const search = (value: string) => {
    setTyped(value);
    setChosen(null);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setPlaces(value === '' ? [] : spec.options!.filter((place) => place.toLowerCase().startsWith(value.toLowerCase().split(',')[0]!))), 60);
  };
  return (
    <>
      <label htmlFor={spec.name}>{spec.label}</label>
      <input id={spec.name} autoComplete="off" placeholder="Start typing…" value={typed} onKeyDown={() => undefined} onChange={(event) => search(event.target.value)} onBlur={() => window.setTimeout(() => { setPlaces([]); if (chosen === null) setTyped(''); }, 120)} />
      <input type="hidden" name="latitude" value={at < 0 ? '' : `${at}.5`} /><input type="hidden" name="longitude" value={at < 0 ? '' : `${at}.25`} />
      {places.length > 0 && <div className="dropdown-results">{places.map((place) => <div key={place} className="dropdown-location" onMouseDown={() => { setChosen(place); setTyped(place); setPlaces([]); }}>{place}</div>)}</div>}
    </>
  );
}

/** Spin buttons that take digits key by key and fill up by themselves, as applicant systems have them. */
function SpinDate({ spec, onValue }: FieldProps) {
  const [parts, setParts] = useState({ Month: '', Year: '' });
  useEffect(() => onValue(parts.Month && parts.Year.length === 4 ? `${parts.Year}-${parts.Month.padStart(2, '0')}` : ''), [parts]);
  const part = (name: 'Month' | 'Year', size: number) => (
    <div
      role="spinbutton" tabIndex={0} aria-label={name} aria-valuemin={1} aria-valuemax={name === 'Month' ? 12 : 9999} aria-valuetext={parts[name] || (name === 'Month' ? 'MM' : 'YYYY')} aria-valuenow={parts[name] === '' ? undefined : Number(parts[name])}
      onKeyDown={(event) => {
        if (/^\d$/.test(event.key)) setParts((before) => ({ ...before, [name]: (before[name].length >= size ? '' : before[name]) + event.key }));
        if (event.key === 'Backspace') setParts((before) => ({ ...before, [name]: '' }));
      }}
      style={{ display: 'inline-block', minWidth: 40 }}
    >{parts[name] || (name === 'Month' ? 'MM' : 'YYYY')}</div>
  );
  return <fieldset><legend>{spec.label}</legend><div role="group">{part('Month', 2)} / {part('Year', 4)}</div></fieldset>;
}

export const ariaFields = { toggle: Toggle, aria_switch: onOff('switch'), aria_checkbox: onOff('checkbox'), aria_radio: Radios, virtual_list: VirtualList, location: Location, spin_date: SpinDate };
