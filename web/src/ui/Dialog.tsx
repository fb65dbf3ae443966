// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Modal, type ModalProps } from '@mantine/core';
import { useUppermost } from './uppermost';

/**
 * A dialog with a title; its cross has a name, which the library leaves to us. Escape closes it
 * unless another one lies over it.
 */
export function Dialog({ closeOnEscape = true, ...props }: ModalProps) {
  const { t } = useLingui();
  const isUppermost = useUppermost(props.opened);
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t`Close the dialog` }}
      closeOnEscape={closeOnEscape && isUppermost}
      {...props}
    />
  );
}
