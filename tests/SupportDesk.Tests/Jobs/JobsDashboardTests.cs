using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Jobs;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Jobs;

public sealed partial class JobsDashboardTests
{
    private static readonly string[] Pages = ["", "/recurring", "/jobs/failed", "/js10.8.25", "/css10.8.25", "/stats"];

    [Fact]
    public async Task Pages_AskedByStrangersAndThoseWhoMayNot_AreClosed()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var stranger = desk.CreateClient();
        using var merchant = await desk.SignInAsync(desk.Merchant);
        using var agent = await desk.SignInAsync(desk.Agent);
        foreach (var page in Pages)
        {
            Assert.StartsWith("/sign-in?return=", await TargetAsync(stranger, page), StringComparison.Ordinal);
            Assert.StartsWith("/desk/not-found", await TargetAsync(merchant, page), StringComparison.Ordinal);
            Assert.StartsWith("/desk/not-found", await TargetAsync(agent, page), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Buttons_PressedByAnAdministrator_NeedTheTokenOfThePage()
    {
        var trial = new Trial();
        await using var desk = await trial.ServeAsync(TimeSpan.FromHours(1));
        await trial.UntilStartedAsync(1);
        using var admin = await desk.SignInAsync(desk.Admin);
        using var withoutToken = await TriggerAsync(admin, []);
        Assert.Equal(HttpStatusCode.Forbidden, withoutToken.StatusCode);
        Assert.Equal(1, trial.Started);
        var token = Token().Match(await admin.GetStringAsync(JobsDashboard.Path + "/recurring"));
        using var withToken = await TriggerAsync(admin, [(token.Groups["header"].Value, WebUtility.HtmlDecode(token.Groups["token"].Value))]);
        Assert.Equal(HttpStatusCode.NoContent, withToken.StatusCode);
        await trial.UntilStartedAsync(2);
    }

    [Fact]
    public async Task Buttons_OfALead_AreMissingAndDoNothing()
    {
        var trial = new Trial();
        await using var desk = await trial.ServeAsync(TimeSpan.FromHours(1));
        await trial.UntilStartedAsync(1);
        await desk.ReadAsync(db =>
            db.Users.Where(user => user.Id == desk.Agent.UserId).ExecuteUpdateAsync(set => set.SetProperty(user => user.Role, DeskRole.Lead))
        );
        using var lead = await desk.SignInAsync(desk.Agent);
        var page = await lead.GetStringAsync(JobsDashboard.Path + "/recurring");
        Assert.Contains("send-mail", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/recurring/trigger", page, StringComparison.Ordinal);
        var token = Token().Match(page);
        using var pressed = await TriggerAsync(lead, [(token.Groups["header"].Value, WebUtility.HtmlDecode(token.Groups["token"].Value))]);
        Assert.False(pressed.IsSuccessStatusCode);
        Assert.Equal(1, trial.Started);
    }

    [Theory]
    [InlineData("ru", "Отправка писем", "Регламентные задания")]
    [InlineData("en", "Send mail", "Recurring")]
    public async Task Page_OfTheSchedule_SpeaksTheReadersLanguage(string culture, string job, string word)
    {
        var trial = new Trial();
        await using var desk = await trial.ServeAsync(TimeSpan.FromHours(1));
        await trial.UntilStartedAsync(1);
        using var admin = await desk.SignInAsync(desk.Admin);
        using var chosen = await admin.PostAsync("/preferences", new FormUrlEncodedContent([KeyValuePair.Create("culture", culture)]));
        var page = WebUtility.HtmlDecode(await admin.GetStringAsync(JobsDashboard.Path + "/recurring"));
        Assert.Contains(job, page, StringComparison.Ordinal);
        Assert.Contains(word, page, StringComparison.Ordinal);
    }

    private static async Task<string> TargetAsync(HttpClient client, string page)
    {
        using var answer = await client.GetAsync(JobsDashboard.Path + page);
        return answer.Headers.Location is { } target ? (target.IsAbsoluteUri ? target.PathAndQuery : target.OriginalString) : $"{answer.StatusCode}";
    }

    private static async Task<HttpResponseMessage> TriggerAsync(HttpClient client, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, JobsDashboard.Path + "/recurring/trigger")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("jobs[]", Trial.Name)]),
        };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await client.SendAsync(request);
    }

    [GeneratedRegex(
        "name=\"csrf-header\" content=\"(?<header>[^\"]+)\".*?name=\"csrf-token\" content=\"(?<token>[^\"]+)\"",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Token();
}
