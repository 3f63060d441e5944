using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace SupportDesk.Kernel;

/// <summary>Options whose values are checked at start: a wrong one is named with what is allowed.</summary>
public static class CheckedOptions
{
    /// <typeparam name="T">Says by data annotations, or by <see cref="IValidatableObject"/>, what is allowed.</typeparam>
    /// <param name="section">Name of the section, as in <c>Payers</c>.</param>
    public static void AddCheckedOptions<T>(this IServiceCollection services, IConfiguration configuration, string section)
        where T : class
    {
        services.Configure<T>(configuration.GetSection(section));
        services.AddSingleton<IStartupCheck>(provider => new Check<T>(provider.GetRequiredService<IOptions<T>>(), configuration, section));
    }

    private sealed class Check<T>(IOptions<T> options, IConfiguration configuration, string section) : IStartupCheck
        where T : class
    {
        void IStartupCheck.Check()
        {
            var results = new List<ValidationResult>();
            try
            {
                var value = options.Value;
                Validator.TryValidateObject(value, new ValidationContext(value), results, validateAllProperties: true);
            }
            catch (InvalidOperationException error)
            {
                // Such as a word where a number should be: it names key, value and type.
                throw new ConfigurationException(error.Message, error);
            }

            if (results.Count > 0)
                throw new ConfigurationException(string.Join('\n', results.SelectMany(Say)));
        }

        private IEnumerable<string> Say(ValidationResult result) =>
            result.MemberNames.Select(member => $"{section}:{member}: '{configuration[$"{section}:{member}"]}' is not allowed. {result.ErrorMessage}");
    }
}
