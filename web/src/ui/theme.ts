// SPDX-License-Identifier: Apache-2.0
/*
 * The look: dense, quiet, precise. One accent (marine, the colour of a sea chart), cool neutrals,
 * three colours of status; all steps are even in OKLCH lightness, so the same step of two colours
 * has the same contrast. Sizes are those of a tool that is open all day: text of 13 px, rows of 32.
 */
import {
  ActionIcon,
  Alert,
  Anchor,
  Badge,
  Button,
  createTheme,
  Input,
  Menu,
  Modal,
  MultiSelect,
  PasswordInput,
  SegmentedControl,
  Select,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';

const inputSize = { size: 'sm' } as const;

export const theme = createTheme({
  colors: {
    marine: [
      '#f0f8ff',
      '#dfefff',
      '#c2e0ff',
      '#99c8fe',
      '#6cacf2',
      '#4a91dd',
      '#3078c2',
      '#1b62a7',
      '#104e89',
      '#0b3b6a',
    ],
    green: [
      '#f0f9f4',
      '#def3e6',
      '#c0e8cf',
      '#95d5af',
      '#64bd8c',
      '#3ba470',
      '#188b59',
      '#007445',
      '#005e36',
      '#004828',
    ],
    amber: [
      '#fcf6ee',
      '#f9ead9',
      '#f4d7b5',
      '#e8bb84',
      '#d59b4d',
      '#be7f1b',
      '#a46700',
      '#8b5100',
      '#714000',
      '#573000',
    ],
    red: [
      '#fff3f1',
      '#ffe4e0',
      '#ffcbc5',
      '#ffa69e',
      '#f97d76',
      '#e25b56',
      '#c6413f',
      '#aa2b2d',
      '#8b1e20',
      '#6b1618',
    ],
    gray: [
      '#f8fafd',
      '#f3f5f7',
      '#e9ebee',
      '#dbe0e6',
      '#cbd0d6',
      '#9a9fa5',
      '#71757a',
      '#53575c',
      '#3a3d42',
      '#212429',
    ],
    dark: [
      '#e3e8f0',
      '#c3c7cf',
      '#9a9fa6',
      '#767a82',
      '#494d54',
      '#33373d',
      '#24282e',
      '#1b1e24',
      '#14171d',
      '#0e1116',
    ],
  },
  primaryColor: 'marine',
  primaryShade: { light: 7, dark: 8 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  white: '#ffffff',
  black: '#1a1d22',
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '0.25rem', sm: '0.375rem', md: '0.5rem', lg: '0.75rem', xl: '1rem' },
  defaultRadius: 'sm',
  shadows: {
    sm: '0 1px 2px rgb(15 20 30 / 0.06)',
    md: '0 2px 6px rgb(15 20 30 / 0.08), 0 0 1px rgb(15 20 30 / 0.20)',
    lg: '0 10px 30px rgb(15 20 30 / 0.14), 0 0 1px rgb(15 20 30 / 0.25)',
    xl: '0 24px 60px rgb(15 20 30 / 0.22), 0 0 1px rgb(15 20 30 / 0.30)',
  },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.3' },
      h2: { fontSize: '0.9375rem', lineHeight: '1.4' },
      h3: { fontSize: '0.8125rem', lineHeight: '1.45' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 28 } }),
    Alert: Alert.extend({ defaultProps: { variant: 'light' } }),
    Anchor: Anchor.extend({ defaultProps: { underline: 'hover' } }),
    Badge: Badge.extend({ defaultProps: { variant: 'light', size: 'sm' } }),
    Button: Button.extend({
      defaultProps: { size: 'sm' },
      // Rows of 32 px; the compact sizes keep their own height.
      vars: (_theme, props) =>
        props.size === 'sm'
          ? { root: { '--button-height': '2rem', '--button-padding-x': '0.75rem' } }
          : { root: {} },
    }),
    Input: Input.extend({ defaultProps: inputSize }),
    Menu: Menu.extend({
      defaultProps: {
        shadow: 'lg',
        transitionProps: { duration: 80 },
        // The first item takes the focus itself: a placeholder is no child that a menu may have.
        withInitialFocusPlaceholder: false,
      },
    }),
    Modal: Modal.extend({
      defaultProps: {
        radius: 'lg',
        shadow: 'xl',
        centered: false,
        styles: { title: { fontWeight: 600 } },
        transitionProps: { duration: 120 },
      },
    }),
    MultiSelect: MultiSelect.extend({
      defaultProps: {
        ...inputSize,
        comboboxProps: { shadow: 'lg' },
        withScrollArea: false,
        openOnFocus: false,
      },
      styles: { options: { maxBlockSize: '14rem', overflowY: 'auto' } },
    }),
    PasswordInput: PasswordInput.extend({ defaultProps: inputSize }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'xs' } }),
    Select: Select.extend({
      defaultProps: {
        ...inputSize,
        comboboxProps: { shadow: 'lg' },
        checkIconPosition: 'right',
        // The list scrolls itself; a box around it would scroll without being reachable by keys.
        withScrollArea: false,
        // What the keyboard comes by, or back to, does not lay its list over what lies below.
        openOnFocus: false,
      },
      styles: { options: { maxBlockSize: '14rem', overflowY: 'auto' } },
    }),
    TextInput: TextInput.extend({ defaultProps: inputSize }),
    Textarea: Textarea.extend({ defaultProps: { ...inputSize, autosize: true, minRows: 2 } }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, transitionProps: { duration: 80 }, withArrow: false },
    }),
  },
});
