using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;
using SupportDesk.Kernel.Http;

namespace SupportDesk.Features.Payers;

public sealed partial class CasePage
{
    private PayerCaseView? view;
    private FormState? posted;

    [Parameter] public string Secret { get; set; } = "";

    [CascadingParameter] public required HttpContext Http { get; set; }

    [Inject] public required IOptions<DeskOptions> Desk { get; init; }

    [Inject] public required DeskTime Time { get; init; }

    [Inject] internal ReadPayerCase Read { get; init; } = null!;

    private string Path => PayerLinks.PathOf(Secret);

    private bool IsNew => posted is null && Http.Request.Query.ContainsKey("new");

    private bool IsEnded => view!.Status is TicketStatus.Resolved or TicketStatus.Closed;

    private string Title => view is null ? T["LinkGone"] : T["CaseTitle", TicketNumber.Format(view.Number)];

    private string WhatHappened =>
        T["What_" + view!.CaseType["payer-".Length..]] is { ResourceNotFound: false } text ? text.Value : T["What_other"].Value;

    private (string Class, string Icon) Looks => view!.Status switch
    {
        TicketStatus.WaitingOnRequester => ("is-warn", "flag"),
        TicketStatus.Resolved or TicketStatus.Closed => ("is-ok", "ok"),
        _ => ("", "wait"),
    };

    private string Severity => Looks.Class;

    private string SeverityIcon => Looks.Icon;

    private IEnumerable<(string? Field, string Text)> Rows => posted!.Problems.Select(p => (p.Field, T[p.Code, p.Args!].Value));

    private IEnumerable<(string Name, string Value)> Facts
    {
        get
        {
            var payment = view!.Payment;
            if (payment.PaidAt is { } paid)
                yield return ("FactWhen", DayOf(paid, payment.PaidTimeUnknown));
            if (payment.Amount is { } amount)
                yield return ("FactAmount", Money.Format(amount));
            if (payment.Method != PaymentMethod.Unknown)
                yield return ("FactMethod", T["Method_" + payment.Method.ToString().ToLowerInvariant()]);
            if (payment.CardLast4 is { } last4)
                yield return ("FactCard", "··" + last4);
            if (payment.OrderNumber is { } order)
                yield return ("FactOrder", order);
        }
    }

    protected override async Task OnInitializedAsync()
    {
        NoStoreHeaders.HideAddress(Http.Response);
        view = await Read.RunAsync(Secret, Http.RequestAborted);
        posted = view is null ? null : Http.Features.Get<FormState>();
        if (view is not null)
            return;
        // Wrong, expired and made up look the same. The status is set last: Blazor leaves the page empty once it sees 404.
        Http.Response.OnStarting(() =>
        {
            Http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }

    private string DayOf(DateTimeOffset paid, bool dayOnly)
    {
        var local = Time.Local(paid);
        var culture = CultureInfo.CurrentUICulture;
        var day = local.ToString(culture.TwoLetterISOLanguageName == "ru" ? "d MMMM yyyy" : "MMMM d, yyyy", culture).Replace(' ', '\u00A0');
        return dayOnly ? day : $"{day}, {local.ToString("HH:mm", CultureInfo.InvariantCulture)}\u00A0{Time.ZoneName}";
    }

    private string? ErrorOf(string field) =>
        posted?.Problems.FirstOrDefault(p => p.Field == field) is { } problem ? T[problem.Code, problem.Args!].Value : null;
}
