namespace SupportDesk.Features.Mailroom.Sending;

/// <summary>What a person can decide about a letter that did not simply leave.</summary>
public sealed record OutboxActions(ResendLetter Resend, ConfirmArrival Confirm, AbandonLetter Abandon);
