using SupportDesk.Data.Entities;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Payers;

/// <summary>Answers that can be: what the ticket is made of.</summary>
internal sealed record CheckedAnswers(
    string What, string Story, DateTimeOffset? PaidAt, decimal? Amount, PaymentMethod Method, string? Last4, string? Order,
    string Email, string? Name);

/// <summary>Says of each answer that cannot be why it cannot. Pure: the same answers at the same moment give the same result.</summary>
internal static class CheckAnswers
{
    public const int StoryLength = 5000;
    private const int ShortLength = 100;
    private const int OldestYears = 3;

    public static Result<CheckedAnswers> Run(PayerAnswers answers, DateTimeOffset now, TimeZoneInfo zone)
    {
        var problems = new List<Problem>();
        var what = answers.What;
        if (!PayerAnswers.Happenings.Contains(what))
            problems.Add(new("WhatMissing", "what"));
        var story = Lines(answers.Story);
        if (what == "other" && story.Length == 0)
            problems.Add(new("StoryMissing", "story"));
        if (story.Length > StoryLength)
            problems.Add(new("StoryLong", "story", StoryLength));
        var paidAt = When(answers, what != "other", now, zone, problems);
        var amount = Amount(answers.Amount, what != "other", problems);
        var last4 = Last4(answers.Last4, problems);
        var order = OneLine(answers.Order);
        if (order.Length > ShortLength)
            problems.Add(new("OrderLong", "order"));
        var email = answers.Email.Trim();
        if (email.Length == 0)
            problems.Add(new("EmailMissing", "email"));
        else if (!EmailAddress.IsReachable(email))
            problems.Add(new("EmailWrong", "email"));
        var name = OneLine(answers.Name);
        if (name.Length > ShortLength)
            problems.Add(new("NameLong", "name"));
        return problems.Count > 0
            ? problems
            : new CheckedAnswers(what, story, paidAt, amount, MethodOf(answers.Method), last4, OrNull(order), email, OrNull(name));
    }

    private static DateTimeOffset? When(
        PayerAnswers answers, bool required, DateTimeOffset now, TimeZoneInfo zone, List<Problem> problems)
    {
        // The year stands there from the start: alone it is no answer.
        if (string.IsNullOrWhiteSpace(answers.Day + answers.Month))
        {
            if (required)
                problems.Add(new("DateMissing", "date"));
            return null;
        }

        var here = TimeZoneInfo.ConvertTime(now, zone);
        var today = DateOnly.FromDateTime(here.Date);
        var read = DateTimeParser.TryDate(answers.Day, answers.Month, answers.Year, out var date);
        // Some write all of it into the first part, or «вчера».
        if (!read && string.IsNullOrWhiteSpace(answers.Month) && DateTimeParser.TryParse(answers.Day, here, zone, out var whole) && !whole.HasTime)
            (read, date) = (true, DateOnly.FromDateTime(whole.At.Date));
        if (!read)
            problems.Add(new("DateWrong", "date"));
        else if (date > today)
            problems.Add(new("DateAhead", "date"));
        else if (date < today.AddYears(-OldestYears))
            problems.Add(new("DateOld", "date"));
        var time = TimeOnly.MinValue;
        if (!string.IsNullOrWhiteSpace(answers.Time) && !DateTimeParser.TryTime(answers.Time, out time))
            problems.Add(new("TimeWrong", "time"));
        if (problems.Any(p => p.Field is "date" or "time"))
            return null;
        var local = date.ToDateTime(time);
        var at = new DateTimeOffset(local, zone.GetUtcOffset(local));
        if (at > now)
            problems.Add(new("TimeAhead", "time"));
        return at.ToUniversalTime();
    }

    private static decimal? Amount(string text, bool required, List<Problem> problems)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            if (required)
                problems.Add(new("AmountMissing", "amount"));
            return null;
        }

        if (!Kernel.Formatting.Amount.TryParseGrouped(text, out var amount))
            problems.Add(new("AmountWrong", "amount"));
        else if (amount <= 0)
            problems.Add(new("AmountNone", "amount"));
        else if (amount > PayerNumbers.LargestAmount)
            problems.Add(new("AmountLarge", "amount"));
        return amount;
    }

    private static string? Last4(string text, List<Problem> problems)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (!PayerNumbers.TryLast4(text, out var last4))
            problems.Add(new("Last4Wrong", "last4"));
        return last4;
    }

    private static PaymentMethod MethodOf(string method) => method switch
    {
        "card" => PaymentMethod.Card,
        "sbp" => PaymentMethod.Sbp,
        "wallet" => PaymentMethod.Wallet,
        "other" => PaymentMethod.Other,
        _ => PaymentMethod.Unknown,
    };

    private static string OneLine(string text) =>
        string.Join(' ', new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Lines(string text) => new string(
        [.. text.ReplaceLineEndings("\n").Where(c => c is '\n' or '\t' || !char.IsControl(c))]).Trim();

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
