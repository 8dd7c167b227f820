package io.fargateautoscaler.dashboard.view;

import org.jspecify.annotations.Nullable;

/**
 * The whole page.
 *
 * @param policy content security policy in the page; null: the server sends one
 * @param live whether a server stands behind it, which has style and script
 * @param at when the board was read, UTC
 * @param trouble why it is not newer; empty: it is
 */
record Page(
    String title,
    @Nullable String policy,
    boolean live,
    String style,
    String script,
    String at,
    String trouble,
    Frame frame) {}
