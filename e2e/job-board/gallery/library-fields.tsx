import { Combobox, ComboboxInput, ComboboxOption, ComboboxOptions, Label, Field, Listbox, ListboxButton, ListboxOption, ListboxOptions, Radio, RadioGroup, Switch } from '@headlessui/react';
import Autocomplete from '@mui/material/Autocomplete';
import FormControl from '@mui/material/FormControl';
import InputLabel from '@mui/material/InputLabel';
import MenuItem from '@mui/material/MenuItem';
import MuiSelect from '@mui/material/Select';
import TextField from '@mui/material/TextField';
import { useCombobox, useSelect } from 'downshift';
import { useEffect, useState } from 'react';
import DatePicker from 'react-datepicker';
import Select from 'react-select';
import AsyncSelect from 'react-select/async';
import type { FieldProps } from './field.ts';

const items = (options: readonly string[]) => options.map((label, index) => ({ value: `value-${index}`, label }));
type Item = { readonly value: string; readonly label: string };

function reactSelect(multiple: boolean) {
  return function ReactSelect({ spec, onValue }: FieldProps) {
    const [chosen, setChosen] = useState<readonly Item[]>([]);
    useEffect(() => onValue(multiple ? chosen.map(({ label }) => label) : (chosen[0]?.label ?? null)), [chosen]);
    return (
      <>
        <label id={`${spec.name}-label`} htmlFor={spec.name}>{spec.label}</label>
        <Select inputId={spec.name} aria-labelledby={`${spec.name}-label`} classNamePrefix="select" isMulti={multiple} options={items(spec.options!)} value={multiple ? chosen : (chosen[0] ?? null)} onChange={(value) => setChosen(value === null ? [] : Array.isArray(value) ? value as Item[] : [value as Item])} />
      </>
    );
  };
}

function ReactSelectAsync({ spec, onValue }: FieldProps) {
  const [chosen, setChosen] = useState<Item | null>(null);
  useEffect(() => onValue(chosen?.label ?? null), [chosen]);
  const load = (typed: string) => new Promise<Item[]>((resolve) => setTimeout(() => resolve(items(spec.options!.filter((option) => option.toLowerCase().includes(typed.toLowerCase())))), 60));
  return <><label htmlFor={spec.name}>{spec.label}</label><AsyncSelect inputId={spec.name} loadOptions={load} value={chosen} onChange={setChosen} /></>;
}

function autocomplete(multiple: boolean) {
  return function MuiAutocomplete({ spec, onValue }: FieldProps) {
    const [chosen, setChosen] = useState<string[]>([]);
    useEffect(() => onValue(multiple ? chosen : (chosen[0] ?? null)), [chosen]);
    const shared = { id: spec.name, options: [...spec.options!], renderInput: (parameters: object) => <TextField {...parameters} label={spec.label} /> };
    return multiple
      ? <Autocomplete multiple {...shared} value={chosen} onChange={(_, value) => setChosen(value)} />
      : <Autocomplete {...shared} value={chosen[0] ?? null} onChange={(_, value) => setChosen(value === null ? [] : [value])} />;
  };
}

function muiSelect(multiple: boolean) {
  return function MuiSelectField({ spec, onValue }: FieldProps) {
    const [chosen, setChosen] = useState<string[]>([]);
    useEffect(() => onValue(multiple ? chosen : (chosen[0] ?? null)), [chosen]);
    return (
      <FormControl fullWidth>
        <InputLabel id={`${spec.name}-label`}>{spec.label}</InputLabel>
        <MuiSelect labelId={`${spec.name}-label`} label={spec.label} multiple={multiple} value={multiple ? chosen : (chosen[0] ?? '')} onChange={(event) => setChosen(([] as string[]).concat(event.target.value as string | string[]))}>
          {spec.options!.map((option) => <MenuItem key={option} value={option}>{option}</MenuItem>)}
        </MuiSelect>
      </FormControl>
    );
  };
}

function HeadlessListbox({ spec, onValue }: FieldProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => onValue(chosen), [chosen]);
  return (
    <Field>
      <Label>{spec.label}</Label>
      <Listbox value={chosen} onChange={setChosen}>
        <ListboxButton>{chosen ?? 'Select…'}</ListboxButton>
        <ListboxOptions anchor="bottom">{spec.options!.map((option) => <ListboxOption key={option} value={option}>{option}</ListboxOption>)}</ListboxOptions>
      </Listbox>
    </Field>
  );
}

function HeadlessCombobox({ spec, onValue }: FieldProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  useEffect(() => onValue(chosen), [chosen]);
  return (
    <Field>
      <Label>{spec.label}</Label>
      <Combobox value={chosen} onChange={setChosen} onClose={() => setTyped('')} immediate>
        <ComboboxInput displayValue={(value: string | null) => value ?? ''} onChange={(event) => setTyped(event.target.value)} />
        <ComboboxOptions>{spec.options!.filter((option) => option.toLowerCase().includes(typed.toLowerCase())).map((option) => <ComboboxOption key={option} value={option}>{option}</ComboboxOption>)}</ComboboxOptions>
      </Combobox>
    </Field>
  );
}

function HeadlessRadio({ spec, onValue }: FieldProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => onValue(chosen), [chosen]);
  return <RadioGroup value={chosen} onChange={setChosen} aria-label={spec.label}><div className="label">{spec.label}</div>{spec.options!.map((option) => <Field key={option}><Radio value={option} style={{ display: 'inline-block', width: 14, height: 14, border: '1px solid' }} /> <Label>{option}</Label></Field>)}</RadioGroup>;
}

function HeadlessSwitch({ spec, onValue }: FieldProps) {
  const [on, setOn] = useState(false);
  useEffect(() => onValue(on), [on]);
  return <Field><Label>{spec.label}</Label> <Switch checked={on} onChange={setOn} style={{ width: 36, height: 18 }} /></Field>;
}

function DownshiftSelect({ spec, onValue }: FieldProps) {
  const { isOpen, selectedItem, getToggleButtonProps, getLabelProps, getMenuProps, getItemProps } = useSelect({ items: [...spec.options!] });
  useEffect(() => onValue(selectedItem ?? null), [selectedItem]);
  return (
    <>
      <label {...getLabelProps()}>{spec.label}</label>
      <div {...getToggleButtonProps()}>{selectedItem ?? 'Choose one'}</div>
      <ul {...getMenuProps()}>{isOpen && spec.options!.map((item, index) => <li key={item} {...getItemProps({ item, index })}>{item}</li>)}</ul>
    </>
  );
}

function DownshiftCombobox({ spec, onValue }: FieldProps) {
  const [typed, setTyped] = useState('');
  const found = spec.options!.filter((option) => option.toLowerCase().includes(typed.toLowerCase()));
  const { isOpen, selectedItem, getInputProps, getLabelProps, getMenuProps, getItemProps, getToggleButtonProps } = useCombobox({ items: found, onInputValueChange: ({ inputValue }) => setTyped(inputValue) });
  useEffect(() => onValue(selectedItem ?? null), [selectedItem]);
  return (
    <>
      <label {...getLabelProps()}>{spec.label}</label>
      <div><input {...getInputProps()} /><button type="button" aria-label="toggle menu" {...getToggleButtonProps()}>▾</button></div>
      <ul {...getMenuProps()}>{isOpen && found.map((item, index) => <li key={item} {...getItemProps({ item, index })}>{item}</li>)}</ul>
    </>
  );
}

function ReactDatepicker({ spec, onValue }: FieldProps) {
  const [date, setDate] = useState<Date | null>(null);
  useEffect(() => onValue(date === null ? '' : `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`), [date]);
  return <><label htmlFor={spec.name}>{spec.label}</label><DatePicker id={spec.name} selected={date} onChange={(value: Date | null) => setDate(value)} placeholderText="MM/DD/YYYY" /></>;
}

export const libraryFields = {
  react_select: reactSelect(false), react_select_multi: reactSelect(true), react_select_async: ReactSelectAsync,
  mui_autocomplete: autocomplete(false), mui_autocomplete_multi: autocomplete(true), mui_select: muiSelect(false), mui_select_multi: muiSelect(true),
  headless_listbox: HeadlessListbox, headless_combobox: HeadlessCombobox, headless_radio: HeadlessRadio, headless_switch: HeadlessSwitch,
  downshift_select: DownshiftSelect, downshift_combobox: DownshiftCombobox, react_datepicker: ReactDatepicker,
};
