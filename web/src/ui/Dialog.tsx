// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Modal, type ModalProps } from '@mantine/core';

/** A dialog with a title; its cross has a name, which the library leaves to us. */
export function Dialog(props: ModalProps) {
  const { t } = useLingui();
  return <Modal closeButtonProps={{ 'aria-label': t`Close the dialog` }} {...props} />;
}
