using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Ui.Controls;

/// <summary>
/// A field for a moment. Its value is an instant in UTC, with word whether a time was given; who keeps answers as they were typed binds
/// <see cref="Text"/> instead. What depends on today, such as «вчера 9:40», becomes a written date when the field is left.
/// </summary>
public sealed partial class TimeBox
{
    private string text = "";
    private string? givenText;
    private (DateTimeOffset?, bool) given;
    private string? problem;
    private bool left;
    private bool open;
    private bool wrongTime;

    // That of the desk's zone: the library's own is that of the machine, where another month may have begun.
    private DateTime? month;

    /// <summary>The id of the field, for its label.</summary>
    [Parameter, EditorRequired] public required string Id { get; set; }

    /// <summary>Null while nothing is typed, or nothing that is a moment.</summary>
    [Parameter] public DateTimeOffset? Value { get; set; }

    [Parameter] public EventCallback<DateTimeOffset?> ValueChanged { get; set; }

    /// <summary>A time was given, not only a day. Told before the value.</summary>
    [Parameter] public bool HasTime { get; set; } = true;

    [Parameter] public EventCallback<bool> HasTimeChanged { get; set; }

    /// <summary>As it is typed; null if only the value is bound.</summary>
    [Parameter] public string? Text { get; set; }

    [Parameter] public EventCallback<string> TextChanged { get; set; }

    /// <summary>Whether moments that are still to come are taken.</summary>
    [Parameter] public bool MayBeAhead { get; set; }

    /// <summary>Something else beside the field says what is wrong with it.</summary>
    [Parameter] public bool Quiet { get; set; }

    /// <summary>Wrong for a reason that only the page knows.</summary>
    [Parameter] public bool Invalid { get; set; }

    [Parameter] public bool Disabled { get; set; }

    /// <summary>For a field without a label that can be seen.</summary>
    [Parameter] public string? AriaLabel { get; set; }

    /// <summary>Ids of what else is said about the field.</summary>
    [Parameter] public string? DescribedBy { get; set; }

    [Parameter] public string? Placeholder { get; set; }

    [Parameter] public EventCallback OnLeft { get; set; }

    [Inject] public required DeskTime Time { get; init; }

    /// <summary>Nothing is typed, or a moment that can be.</summary>
    public bool IsValid => Problem is null;

    private TypedMoment? Moment => DateTimeParser.TryParse(text, Time.Now, Time.Zone, out var moment) ? moment : null;

    private string? Problem =>
        string.IsNullOrWhiteSpace(text) ? null
        : !DateTimeParser.TryParse(text, Time.Now, Time.Zone, out var moment, out var why) ? why
        : !MayBeAhead && moment.At > Time.Now.AddMinutes(5) ? "MomentFuture"
        : null;

    // Half a date is no mistake yet.
    private string? ShownProblem => left && !Quiet ? problem : null;

    private bool IsWrong => Invalid || ShownProblem is not null;

    private string Described => string.Join(' ', new[] { ShownProblem is null ? null : Id + "-err", Id + "-said", DescribedBy }.OfType<string>());

    private string Example => Placeholder ?? DateTimeParser.Format(Time.Now, hasTime: true);

    private string Said => Moment is not { } moment ? ""
        : moment.HasTime ? Time.Spoken(moment.At, hasTime: true)
        : T["NoTime", Time.Spoken(moment.At, hasTime: false)];

    private DateTime? PickedDay => Moment?.At.Date;

    private string PickedTime => Moment is { HasTime: true } moment ? moment.At.ToString("HH:mm", CultureInfo.InvariantCulture) : "";

    private DateTime? LastDay => MayBeAhead ? null : Time.Now.Date;

    /// <summary>Says what is wrong, even if the field has not been left yet; before a form is saved.</summary>
    /// <returns>False if something is.</returns>
    public bool Check()
    {
        (left, problem) = (true, Problem);
        StateHasChanged();
        return problem is null;
    }

    protected override void OnParametersSet()
    {
        if (Text is not null && Text != givenText)
        {
            givenText = Text;
            text = Text;
            left = text.Length > 0;
            problem = Problem;
        }
        else if (Text is null && (Value, HasTime) != given)
        {
            given = (Value, HasTime);
            text = Value is { } at ? DateTimeParser.Format(Time.Local(at), HasTime) : "";
            (left, problem) = (false, null);
        }
    }

    private async Task TypeAsync(string? typed)
    {
        left = false;
        await WriteAsync(typed ?? "");
    }

    private async Task WriteAsync(string typed)
    {
        if (typed == text)
            return;
        text = typed;
        var moment = Problem is null ? Moment : null;
        if (Text is not null)
            givenText = text;
        else
            given = (moment?.At.ToUniversalTime(), moment?.HasTime ?? HasTime);
        await TextChanged.InvokeAsync(text);
        if (moment is { } read && read.HasTime != HasTime)
            await HasTimeChanged.InvokeAsync(read.HasTime);
        await ValueChanged.InvokeAsync(moment?.At.ToUniversalTime());
    }

    private async Task LeaveAsync()
    {
        // Tomorrow «вчера» is another day.
        if (Moment is { IsRelative: true } moment)
            await WriteAsync(DateTimeParser.Format(moment.At, moment.HasTime));
        (left, problem) = (text.Length > 0, Problem);
        await OnLeft.InvokeAsync();
    }

    // The library rings the day that it is where the machine stands.
    private string ClassOf(DateTime day) => day == Time.Now.Date ? "is-today" : "";

    private void Toggle() => Show(!open);

    private void Show(bool shown)
    {
        (open, wrongTime) = (shown, false);
        var day = PickedDay ?? Time.Now.Date;
        month = new DateTime(day.Year, day.Month, 1);
        if (!shown)
            (left, problem) = (text.Length > 0, Problem);
    }

    // A time that is none would go without a word.
    private void Finish()
    {
        if (!wrongTime)
            Show(false);
    }

    private async Task PickDayAsync(DateTime? day)
    {
        if (day is { } picked)
            await PickAsync(picked + (Moment is { HasTime: true } moment ? moment.At.TimeOfDay : TimeSpan.Zero), Moment?.HasTime == true);
    }

    private async Task PickTimeAsync(string? typed)
    {
        wrongTime = !DateTimeParser.TryTime(typed ?? "", out var time) && !string.IsNullOrWhiteSpace(typed);
        if (!wrongTime)
            await PickAsync((PickedDay ?? Time.Now.Date) + time.ToTimeSpan(), !string.IsNullOrWhiteSpace(typed));
    }

    private async Task PickNowAsync()
    {
        await PickAsync(Time.Now.DateTime, hasTime: true);
        Show(false);
    }

    private async Task PickAsync(DateTime local, bool hasTime)
    {
        await WriteAsync(DateTimeParser.Format(new DateTimeOffset(local, Time.Zone.GetUtcOffset(local)), hasTime));
        (left, problem) = (true, Problem);
        await OnLeft.InvokeAsync();
    }

    private void OnKey(KeyboardEventArgs key)
    {
        if (key.Key == "Escape")
            Show(false);
    }
}
