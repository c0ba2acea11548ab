/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A program that does nothing: what starting a process costs on this machine. */
int main(void)
{
    return 0;
}
