using Microsoft.Extensions.Localization;
using SupportDesk.Features.Accounts.Sessions;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts.People;

/// <summary>What is known of a person, in words.</summary>
internal sealed class PersonLabels(IStringLocalizer<AccountsText> texts, DeskTime time, TimeProvider clock) : IUseCase
{
    /// <param name="seenAt">Null for somebody who has never been there.</param>
    public string Seen(DateTimeOffset? seenAt) =>
        seenAt is not { } at ? texts["SeenNever"]
        // Who has a page open is noted so often; a little more, since the note may be on its way.
        : clock.GetUtcNow() - at < DeskSessions.SeenEvery + TimeSpan.FromMinutes(1) ? texts["SeenNow"]
        : time.Brief(at);

    /// <summary>Whether the person can sign in, as a colour, an icon and words.</summary>
    public (string Tone, string Icon, string Text) State(ListPeople.Row row) =>
        row switch
        {
            { IsBlocked: true } => ("is-bad", "lock", texts["State_Blocked"]),
            { IsInvited: false } => ("is-ok", "ok", texts["State_Active"]),
            { LinkUntil: null } => ("is-wait", "dash", texts["State_NoLink"]),
            { LinkUntil: { } until } when until > clock.GetUtcNow() => ("is-wait", "clock", texts["State_Invited", time.DayOnly(until)]),
            _ => ("is-warn", "warn", texts["State_InvitationOver"]),
        };

    public string Device(string device) => device.Length > 0 ? device : texts["DeviceUnknown"];
}
