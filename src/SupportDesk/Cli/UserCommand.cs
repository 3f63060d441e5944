using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Localization;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Accounts;
using SupportDesk.Kernel;
using SupportDesk.Shell;

namespace SupportDesk.Cli;

/// <summary><c>supportdesk user add|list|reset|disable|enable</c>: accounts, by who may run programs on the desk's machine.</summary>
internal static class UserCommand
{
    private static readonly Dictionary<string, DeskRole> Roles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["merchant"] = DeskRole.MerchantStaff,
        ["agent"] = DeskRole.Agent,
        ["lead"] = DeskRole.Lead,
        ["admin"] = DeskRole.Admin,
    };

    public static Command Create() => new("user", "Accounts of the desk.")
        {
            CreateAdd(),
            CreateList(),
            CreateReset(),
            CreateSwitch("disable", "Keeps a person out; what they wrote stays.", isDisabled: true),
            CreateSwitch("enable", "Lets a person in again.", isDisabled: false),
        };

    private static Command CreateAdd()
    {
        var email = new Argument<string>("email") { Description = "Address to sign in with." };
        var name = new Option<string>("--name") { Description = "Name as others see it.", Required = true };
        var role = new Option<string>("--role") { Description = "merchant, agent, lead or admin.", DefaultValueFactory = _ => "agent" };
        role.AcceptOnlyFromAmong([.. Roles.Keys]);
        var shop = new Option<string?>("--shop") { Description = "MerchantLogin of the person's shop; needed for merchant staff." };
        var password = new Option<string?>("--password") { Description = "Password; without it, it is read from standard input." };
        var command = new Command("add", "Adds a person.") { email, name, role, shop, password };
        command.SetAction((parsed, ct) => WithServicesAsync(async services =>
        {
            var secret = parsed.GetValue(password) ?? await Console.In.ReadLineAsync(ct);
            var result = await services.GetRequiredService<AddUser>().RunAsync(
                new(parsed.GetValue(name), parsed.GetValue(email), secret, Roles[parsed.GetValue(role)!], parsed.GetValue(shop)), Actor.System, ct);
            if (result.Ok && (await services.GetRequiredService<ListUsers>().RunAsync(Actor.System, ct)).Value.Count == 1)
                await Console.Error.WriteLineAsync("This is the first account: the set-up link that the desk has printed does not open any more.");
            return await ReportAsync(services, result);
        }, ct));
        return command;
    }

    private static Command CreateReset()
    {
        var email = new Argument<string>("email") { Description = "Address of the person." };
        var password = new Option<string?>("--password") { Description = "Password; without it, it is read from standard input." };
        var command = new Command("reset", "Sets a new password and ends the person's sessions.") { email, password };
        command.SetAction((parsed, ct) => WithServicesAsync(async services =>
        {
            var secret = parsed.GetValue(password) ?? await Console.In.ReadLineAsync(ct);
            return await ReportAsync(services, await services.GetRequiredService<SetPassword>().RunAsync(parsed.GetValue(email), secret, Actor.System, ct));
        }, ct));
        return command;
    }

    private static Command CreateSwitch(string verb, string description, bool isDisabled)
    {
        var email = new Argument<string>("email") { Description = "Address of the person." };
        var command = new Command(verb, description) { email };
        command.SetAction((parsed, ct) => WithServicesAsync(
            async services =>
                await ReportAsync(services, await services.GetRequiredService<DisableUser>().RunAsync(parsed.GetValue(email), isDisabled, Actor.System, ct)),
            ct
        ));
        return command;
    }

    private static async Task<int> ReportAsync(IServiceProvider services, Result<DeskUser> result)
    {
        if (result.Ok)
        {
            await Console.Out.WriteLineAsync($"{result.Value.Email} {result.Value.Role}");
            return 0;
        }

        var texts = services.GetRequiredService<IStringLocalizer<AccountsText>>();
        foreach (var problem in result.Problems)
            await Console.Error.WriteLineAsync(texts[problem.Code, problem.Args!]);
        return Commands.BadInput;
    }

    private static Command CreateList()
    {
        var command = new Command("list", "Everybody who can sign in.");
        command.SetAction((_, ct) => WithServicesAsync(async services =>
        {
            foreach (var row in (await services.GetRequiredService<ListUsers>().RunAsync(Actor.System, ct)).Value)
                await Console.Out.WriteLineAsync(string.Join('\t', row.Email, row.Role, row.Name, row.Shop));
            return 0;
        }, ct));
        return command;
    }

    private static async Task<int> WithServicesAsync(Func<IServiceProvider, Task<int>> run, CancellationToken ct)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(
            Environment.GetEnvironmentVariable("LANG")?.StartsWith("ru", StringComparison.Ordinal) == true ? "ru" : "en");
        try
        {
            var builder = DeskHost.CreateBuilder([]);
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            await using var app = builder.Build();
            await DeskHost.PrepareAsync(app.Services, ct);
            await using var scope = app.Services.CreateAsyncScope();
            return await run(scope.ServiceProvider);
        }
        catch (ConfigurationException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return Commands.BadInput;
        }
    }
}
