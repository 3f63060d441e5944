using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Diagnostics.Probe;
using SupportDesk.Features.Email.Sending;
using SupportDesk.Shell;

namespace SupportDesk.Cli.Demo;

/// <summary>
/// The desk that the demo data is made on: the services of the program, with a clock that is moved, and without any way to
/// the network. E-mails end in <see cref="DemoTransports"/>, and looks at a ResultURL see what <see cref="DemoAddress"/> says.
/// </summary>
internal static class DemoHost
{
    /// <summary>Whose Authentication-Results the demo desk believes.</summary>
    public const string MailHost = "mx.supportdesk.example";

    /// <param name="data">The folder of the data; null for the one of the settings.</param>
    public static WebApplication Build(DemoClock clock, string? data)
    {
        var builder = DeskHost.CreateBuilder(
        [
            "--Jobs:Enabled=false",
            $"--Mail:AuthservId={MailHost}",
            "--Mail:Authentication:Dns=Off",
            // The month passes within seconds: limits by the hour are for the outside.
            "--Mail:MaxPerRecipientAnHour=100000",
            "--Mail:MaxConfirmationsAnHour=100000",
            "--Mail:MaxAutomaticPerRecipient=100000",
            "--Payers:LettersPerHour=1000",
            .. data is null ? Array.Empty<string>() : [$"--Data:Directory={data}"],
        ]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // That keys lie unencrypted is told by the desk itself, at its start.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        var services = builder.Services;
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        services.RemoveAll<IEmailTransports>().AddSingleton<IEmailTransports, DemoTransports>();
        services.RemoveAll<ISentCopies>().AddSingleton<ISentCopies, NoCopies>();
        services.AddSingleton<DemoAddress>();
        services.RemoveAll<IProbeStep>();
        foreach (var name in DemoAddress.Steps)
            services.AddSingleton<IProbeStep>(provider => new DemoProbeStep(name, provider.GetRequiredService<DemoAddress>()));
        services.ConfigureDbContext<DeskDbContext>(options => options.AddInterceptors(NoWaitForTheDisk.Instance));
        return builder.Build();
    }

    private sealed class NoCopies : ISentCopies
    {
        public Task<IReadOnlyList<OutboxMail>> FindAsync(IReadOnlyList<OutboxMail> emails, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<OutboxMail>>([]);
    }

    /// <summary>Nothing here outlives a power cut: the verb is repeated on an empty folder.</summary>
    private sealed class NoWaitForTheDisk : DbConnectionInterceptor
    {
        public static readonly NoWaitForTheDisk Instance = new();

        private readonly ConditionalWeakTable<object, object> told = [];

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            var sqlite = (SqliteConnection)connection;
            if (!told.TryAdd(sqlite.Handle!, Instance))
                return;
            using var command = sqlite.CreateCommand();
            command.CommandText = "PRAGMA synchronous=OFF;";
            command.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}
